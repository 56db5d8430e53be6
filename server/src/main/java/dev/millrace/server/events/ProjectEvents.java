package dev.millrace.server.events;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.AuditListener;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Publishes what people do in projects: what was done to which thing, and nothing of what it says.
 */
public final class ProjectEvents implements AuditListener {
  /** Things of these kinds have a place of their own, by which events are looked for. */
  private static final String PIPELINE = "pipeline";

  private static final String BUILD = "build";

  private final LiveEvents events;
  private final Function<BuildId, Optional<PipelineId>> pipelines;

  /**
   * To be told of changes.
   *
   * @param pipelines which pipeline a build runs
   */
  public ProjectEvents(LiveEvents events, Function<BuildId, Optional<PipelineId>> pipelines) {
    this.events = events;
    this.pipelines = pipelines;
  }

  @Override
  public void changed(AuditEntry audit) {
    if (audit.project().isEmpty()) {
      return;
    }
    String id = audit.thing().id();
    Optional<BuildId> build =
        audit.thing().kind().equals(BUILD) ? Optional.of(new BuildId(id)) : Optional.empty();
    Optional<PipelineId> pipeline =
        audit.thing().kind().equals(PIPELINE)
            ? Optional.of(new PipelineId(id))
            : build.flatMap(pipelines);
    events.publish(
        new LiveEvent.Place(audit.project(), pipeline, build),
        List.of(new Change.OfProject(audit.thing().kind(), id, audit.verb())));
  }
}
