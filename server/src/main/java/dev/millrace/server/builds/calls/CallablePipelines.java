package dev.millrace.server.builds.calls;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.server.builds.ServerReason;
import dev.millrace.wording.Sentence;

/** The pipelines that a task can call. */
@FunctionalInterface
public interface CallablePipelines {
  /** Where no pipeline is known but the one that runs. */
  CallablePipelines NONE =
      (_, called, _) -> new Found.Nothing(ServerReason.NO_PIPELINES_HERE.of(called));

  /**
   * The pipeline as it is now, of the project of the one that calls: that is known by its id, which
   * no task can change, as it could a variable with a project's name.
   *
   * <p>May block; called from any thread. What it throws is taken as "not now": it is asked again.
   *
   * @param called name or id, never empty
   */
  Found find(PipelineId caller, String called, boolean byName);

  /** What there is. */
  sealed interface Found {
    /** A pipeline, expanded. */
    record Callable(ProjectId project, PipelineId id, Pipeline pipeline) implements Found {}

    /** No pipeline that this one may call. */
    record Nothing(Sentence reason) implements Found {}
  }
}
