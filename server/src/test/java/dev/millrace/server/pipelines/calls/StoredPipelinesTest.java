package dev.millrace.server.pipelines.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.json.JsonModelCodec;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.UserId;
import dev.millrace.server.builds.calls.CallablePipelines;
import dev.millrace.server.builds.calls.CallablePipelines.Found;
import dev.millrace.server.builds.calls.CallablePipelinesContract;
import dev.millrace.server.pipelines.Definition;
import dev.millrace.server.pipelines.NewPipeline;
import dev.millrace.server.pipelines.PipelineEntry;
import dev.millrace.server.pipelines.PipelineStoreContract;
import dev.millrace.server.pipelines.PipelineVersions;
import dev.millrace.server.pipelines.Pipelines;
import dev.millrace.server.pipelines.RunnablePipelines;
import dev.millrace.server.pipelines.VersionReferences;
import dev.millrace.server.pipelines.memory.MemoryPipelineStore;
import dev.millrace.wording.Language;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class StoredPipelinesTest implements CallablePipelinesContract {
  private static final Actor ANN = PipelineStoreContract.acting(new UserId("ann"));
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private final MemoryPipelineStore store = new MemoryPipelineStore();

  @Override
  public CallablePipelines with(ProjectId ofCaller, ProjectId ofCalled) {
    release(put(ofCaller, CALLER, "version: v3.0\nname: caller\nsteps: [{run: make}]\n"));
    // The model says everything, so that nothing is left to the defaults of a new pipeline.
    release(put(ofCalled, CALLED, new JsonModelCodec().write(PIPELINE)));
    return new StoredPipelines(new RunnablePipelines(store));
  }

  private PipelineEntry put(ProjectId project, PipelineId id, String text) {
    Definition definition = Definition.of(text);
    Pipeline pipeline = PIPELINE;
    String name = id.equals(CALLER) ? "caller" : pipeline.name();
    return new Pipelines(store, CLOCK, () -> id)
        .create(ANN, NewPipeline.of(project, name, definition));
  }

  private void release(PipelineEntry entry) {
    new PipelineVersions(store, CLOCK, VersionReferences.NONE)
        .release(ANN, entry.id(), entry.revision(), "");
  }

  @Test
  void the_run_of_a_draft_may_call_as_its_pipeline_may() {
    CallablePipelines pipelines = with(ACME, ACME);

    assertThat(pipelines.find(new PipelineId("p-1:debug"), "sample", true))
        .isInstanceOf(Found.Callable.class);
  }

  @Test
  void what_was_never_released_is_refused_in_the_readers_language() {
    put(ACME, CALLER, "version: v3.0\nsteps: [{run: make}]\n");
    put(ACME, CALLED, new JsonModelCodec().write(PIPELINE));
    var pipelines = new StoredPipelines(new RunnablePipelines(store));

    var found = (Found.Nothing) pipelines.find(CALLER, "sample", true);

    assertThat(found.reason().english())
        .isEqualTo(
            "there is no pipeline sample that could be called: "
                + "the pipeline sample has no released version yet");
    assertThat(found.reason().in(Language.CHINESE))
        .isEqualTo("没有可以调用的流水线 sample：流水线 sample 还没有发布过版本");
  }
}
