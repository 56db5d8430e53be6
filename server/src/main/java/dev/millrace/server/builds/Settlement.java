package dev.millrace.server.builds;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MutexRole.Standing;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;

/**
 * When an effect may leave the outbox. One that asks somebody for an answer stays until the answer
 * is part of the state, not only until it was performed: whoever was asked may be gone after a
 * crash, and is then asked again.
 */
final class Settlement {
  private Settlement() {}

  /** Whether having been performed is enough. */
  static boolean byPerforming(Effect effect) {
    return switch (effect) {
      case Effect.ReleaseMachine _,
          Effect.ReleaseMutex _,
          Effect.RemindReviewers _,
          Effect.CancelSubPipeline _ ->
          true;
      case Effect.PrepareMachine _,
          Effect.StopTask _,
          Effect.AcquireMutex _,
          Effect.StartSubPipeline _,
          Effect.Message _ ->
          false;
      case Effect.SetTimer _, Effect.ClearTimer _ ->
          throw new IllegalStateException("a timer is not kept in the outbox: " + effect);
    };
  }

  /** Whether the job, as it is now, no longer needs the effect. */
  static boolean isNeedless(Effect effect, JobState job) {
    return switch (effect) {
      case Effect.PrepareMachine(_, var attempt, var fence) ->
          job.attempt() != attempt || job.fence() != fence || job.status() != JobStatus.PREPARE_ENV;
      case Effect.StopTask stop -> job.tasks().stream().noneMatch(task -> isStopped(stop, task));
      case Effect.AcquireMutex asked ->
          job.mutex()
              .filter(
                  role -> role.request() == asked.request() && role.standing() == Standing.WAITS)
              .isEmpty();
      case Effect.StartSubPipeline call ->
          job.tasks().stream().noneMatch(task -> isCalling(call, task));
      case Effect.ReleaseMachine _,
          Effect.ReleaseMutex _,
          Effect.RemindReviewers _,
          Effect.CancelSubPipeline _,
          Effect.Message _ ->
          false;
      case Effect.SetTimer _, Effect.ClearTimer _ ->
          throw new IllegalStateException("a timer is not kept in the outbox: " + effect);
    };
  }

  /** Until its child is known the call may not have been heard. */
  private static boolean isCalling(Effect.StartSubPipeline call, TaskState task) {
    return task.id().equals(call.task())
        && task.status() == TaskStatus.CALL_WAITING
        && task.attempt() == call.attempt()
        && task.retry() == call.retry()
        && task.work().orElseThrow() instanceof ServerWork.Call made
        && made.child().isEmpty();
  }

  private static boolean isStopped(Effect.StopTask stop, TaskState task) {
    return task.id().equals(stop.task())
        && task.status() == TaskStatus.RUNNING
        && task.attempt() == stop.attempt()
        && task.retry() == stop.retry();
  }
}
