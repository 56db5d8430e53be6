package dev.millrace.server.events;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.server.builds.BuildFacts;
import dev.millrace.server.builds.BuildListener;
import java.util.Optional;

/** Publishes what becomes of builds. */
final class BuildEvents implements BuildListener {
  private final LiveEvents events;

  BuildEvents(LiveEvents events) {
    this.events = events;
  }

  @Override
  public void committed(Optional<Build> before, Build after, Optional<BuildEvent> event) {
    BuildFacts facts = BuildFacts.of(after);
    events.publish(
        new LiveEvent.Place(facts.project(), facts.pipeline(), Optional.of(after.id())),
        BuildChanges.between(before, after));
  }
}
