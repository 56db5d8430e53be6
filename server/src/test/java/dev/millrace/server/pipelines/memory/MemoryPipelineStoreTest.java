package dev.millrace.server.pipelines.memory;

import dev.millrace.server.pipelines.PipelineChange;
import dev.millrace.server.pipelines.PipelineStore;
import dev.millrace.server.pipelines.PipelineStoreContract;
import java.util.List;

class MemoryPipelineStoreTest implements PipelineStoreContract {
  @Override
  public PipelineStore emptyStore() {
    return new MemoryPipelineStore();
  }

  @Override
  public List<PipelineChange> changes(PipelineStore store) {
    return ((MemoryPipelineStore) store).changes();
  }
}
