package dev.millrace.server.pipelines;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.UserId;
import java.time.Instant;

/**
 * Who did what to which pipeline: becomes a row of the audit in the commit of the change itself.
 *
 * @param detail the name or version it is about, as people know it
 */
public record PipelineChange(
    UserId by, Instant at, ProjectId project, PipelineId pipeline, Action action, String detail) {
  /** What was done. */
  public enum Action {
    CREATED,
    RENAMED,
    ENABLED,
    DISABLED,
    DRAFT_SAVED,
    DRAFT_DISCARDED,
    RELEASED,
    ROLLED_BACK,
    VERSION_DELETED,
    DELETED,
    RESTORED
  }
}
