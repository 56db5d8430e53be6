package dev.millrace.server.builds;

import dev.millrace.engine.BuildLifecycle;
import dev.millrace.engine.Transition;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine's rules, with what follows at once joined to its cause, so that it is one commit: a
 * worker that is free is given the task chosen for it.
 */
final class EngineRules implements BuildRules {
  @Override
  @SuppressWarnings("ReferenceEquality") // the very same build is how the rules say "no change"
  public Transition on(Build build, BuildEvent event, Instant now) {
    Transition step = BuildLifecycle.on(build, event, now);
    if (step.next() == build) {
      return step;
    }
    return switch (event) {
      case BuildEvent.WorkerStarted(var job, var attempt, var fence) ->
          followed(step, new BuildEvent.TaskClaimed(job, attempt, fence), now);
      case BuildEvent.TaskCompleted(var job, var attempt, var fence, _, _, _) ->
          followed(step, new BuildEvent.TaskClaimed(job, attempt, fence), now);
      case BuildEvent.BuildAdmitted _,
          BuildEvent.RetryRequested _,
          BuildEvent.QueueTimedOut _,
          BuildEvent.CancelledByQueue _,
          BuildEvent.TaskClaimed _,
          BuildEvent.WorkerLost _,
          BuildEvent.JobTimeoutReached _,
          BuildEvent.PrepareTimeoutReached _,
          BuildEvent.TaskTimeoutReached _,
          BuildEvent.OfMutex _,
          BuildEvent.PartCancelRequested _,
          BuildEvent.CancelRequested _,
          BuildEvent.OfWaitingTask _,
          BuildEvent.OfStageCheck _,
          BuildEvent.OfTrigger _ ->
          step;
    };
  }

  private static Transition followed(Transition step, BuildEvent event, Instant now) {
    Transition next = BuildLifecycle.on(step.next(), event, now);
    List<Effect> effects = new ArrayList<>(step.effects());
    effects.addAll(next.effects());
    return new Transition(next.next(), effects);
  }
}
