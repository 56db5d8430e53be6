package dev.millrace.server.builds;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;

/** What an effect in the outbox is about. */
sealed interface Subject {
  /** A job, its worker or its machine. */
  record OfJob(JobId job) implements Subject {}

  /** A stage. */
  record OfStage(StageId stage) implements Subject {}

  /** The build as a whole. */
  record OfBuild() implements Subject {}

  static Subject of(Effect effect) {
    return switch (effect) {
      case Effect.PrepareMachine(var job, _, _) -> new OfJob(job);
      case Effect.StopTask(var job, _, _, _, _) -> new OfJob(job);
      case Effect.ReleaseMachine(var job, _, _) -> new OfJob(job);
      case Effect.RemindReviewers(var job, _, _, _) -> new OfJob(job);
      case Effect.StartSubPipeline call -> new OfJob(call.job());
      case Effect.CheckTaskGate check -> new OfJob(check.job());
      case Effect.AcquireMutex asked -> new OfJob(asked.job());
      case Effect.CheckGate(var stage, _, _, _, _) -> new OfStage(stage);
      case Effect.Message _ -> new OfBuild();
      case Effect.SetTimer _, Effect.ClearTimer _ ->
          throw new IllegalStateException("a timer is not kept in the outbox: " + effect);
    };
  }
}
