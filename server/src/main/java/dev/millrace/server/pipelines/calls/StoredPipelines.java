package dev.millrace.server.pipelines.calls;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.builds.ServerReason;
import dev.millrace.server.builds.calls.CallablePipelines;
import dev.millrace.server.pipelines.PipelineRefused;
import dev.millrace.server.pipelines.RunnablePipeline;
import dev.millrace.server.pipelines.RunnablePipelines;
import dev.millrace.server.pipelines.VersionChoice;
import dev.millrace.wording.Sentence;
import java.util.Optional;

/** The newest releases of the caller's project, with what speaks against each. */
public final class StoredPipelines implements CallablePipelines {
  private static final VersionChoice NEWEST = new VersionChoice.Newest();

  private final RunnablePipelines pipelines;

  public StoredPipelines(RunnablePipelines pipelines) {
    this.pipelines = pipelines;
  }

  @Override
  public Found find(PipelineId caller, String called, boolean byName) {
    Sentence nothing = ServerReason.NO_SUCH_PIPELINE.of(called);
    Optional<ProjectId> project = pipelines.projectOf(caller);
    if (project.isEmpty()) {
      return new Found.Nothing(nothing);
    }
    try {
      RunnablePipeline found =
          byName
              ? pipelines.findByName(project.get(), called, NEWEST)
              : pipelines.find(project.get(), new PipelineId(called), NEWEST);
      return new Found.Callable(project.get(), found.entry().id(), found.pipeline());
    } catch (PipelineRefused refused) {
      return new Found.Nothing(nothing.because(refused.refusal().reason()));
    }
  }
}
