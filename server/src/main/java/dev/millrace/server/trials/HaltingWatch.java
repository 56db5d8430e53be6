package dev.millrace.server.trials;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.server.builds.LoopWatch;
import java.time.Duration;
import java.util.Optional;

/** The points behind each effect, and before the event of a timer. */
final class HaltingWatch implements LoopWatch {
  private final Halt halt;

  HaltingWatch(Halt halt) {
    this.halt = halt;
  }

  /** Nothing has happened yet. */
  @Override
  public void decided(BuildEvent event, Duration took) {}

  /** The store has points of its own. */
  @Override
  public void committed(Duration took, boolean stored) {}

  @Override
  public void performed(Effect effect, Duration took, boolean done) {
    behind(effect).ifPresent(halt::at);
  }

  private static Optional<HaltPoint> behind(Effect effect) {
    return switch (effect) {
      case Effect.PrepareMachine _ -> Optional.of(HaltPoint.MACHINE_PREPARED);
      case Effect.ReleaseMachine _ -> Optional.of(HaltPoint.MACHINE_RELEASED);
      case Effect.StopTask _ -> Optional.of(HaltPoint.TASK_STOPPED);
      case Effect.AcquireMutex _ -> Optional.of(HaltPoint.MUTEX_ASKED);
      case Effect.ReleaseMutex _ -> Optional.of(HaltPoint.MUTEX_GIVEN_BACK);
      case Effect.TellQueue _ -> Optional.of(HaltPoint.QUEUE_TOLD);
      case Effect.StartSubPipeline _ -> Optional.of(HaltPoint.CHILD_CALLED);
      case Effect.TellParent _ -> Optional.of(HaltPoint.PARENT_TOLD);
      // Nothing outlives the process of these but what a step has stored.
      case Effect.CancelSubPipeline _,
          Effect.RemindReviewers _,
          Effect.CheckGate _,
          Effect.CheckTaskGate _,
          Effect.SetTimer _,
          Effect.ClearTimer _ ->
          Optional.empty();
    };
  }

  @Override
  public void brought(Duration late) {
    halt.at(HaltPoint.TIMER_DUE);
  }
}
