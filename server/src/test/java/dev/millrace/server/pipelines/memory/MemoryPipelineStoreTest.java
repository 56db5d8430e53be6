package dev.millrace.server.pipelines.memory;

import dev.millrace.server.access.AuditRecord;
import dev.millrace.server.pipelines.PipelineStore;
import dev.millrace.server.pipelines.PipelineStoreContract;
import java.util.List;

class MemoryPipelineStoreTest implements PipelineStoreContract {
  @Override
  public PipelineStore emptyStore() {
    return new MemoryPipelineStore();
  }

  @Override
  public List<AuditRecord> audits(PipelineStore store) {
    return ((MemoryPipelineStore) store)
        .audits().stream().map(audit -> AuditRecord.of(audit, "a")).toList();
  }
}
