package dev.millrace.server.events;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that changed, told to whoever watches.
 *
 * @param id greater than those of all before, also of processes before this
 * @param at when it was published, a moment after it was on disk
 */
public record LiveEvent(long id, Instant at, Place place, Change change) {
  /**
   * Where something changed.
   *
   * @param project empty for builds that belong to none
   * @param pipeline as what the build runs
   */
  public record Place(
      Optional<ProjectId> project, Optional<PipelineId> pipeline, Optional<BuildId> build) {
    /** In a project, at no build. */
    public static Place in(ProjectId project, Optional<PipelineId> pipeline) {
      return new Place(Optional.of(project), pipeline, Optional.empty());
    }
  }

  public EventKind kind() {
    return change.kind();
  }
}
