package dev.millrace.server.builds;

import dev.millrace.engine.BuildLifecycle;
import dev.millrace.engine.Transition;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine's rules. A build leaves the queue in the step that put it there, because limits across
 * builds of a pipeline are not enforced here: concurrency groups need the server.
 */
final class EngineRules implements BuildRules {
  @Override
  public Transition start(BuildRequest request, Instant now) {
    return admitted(BuildLifecycle.start(request, now), now);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very same build is how the rules say "no change"
  public Transition on(Build build, BuildEvent event, Instant now) {
    Transition step = BuildLifecycle.on(build, event, now);
    return step.next() == build ? step : admitted(step, now);
  }

  private static Transition admitted(Transition queued, Instant now) {
    Build build = queued.next();
    if (build.status() != BuildStatus.QUEUE) {
      return queued;
    }
    Transition running =
        BuildLifecycle.on(build, new BuildEvent.BuildAdmitted(build.attempt()), now);
    List<Effect> effects = new ArrayList<>(queued.effects());
    effects.addAll(running.effects());
    return new Transition(running.next(), effects);
  }
}
