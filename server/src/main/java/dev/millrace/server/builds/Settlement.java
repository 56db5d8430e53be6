package dev.millrace.server.builds;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.StageState;
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
      case Effect.ReleaseMachine _, Effect.RemindReviewers _ -> true;
      case Effect.PrepareMachine _,
          Effect.StopTask _,
          Effect.CheckGate _,
          Effect.CheckTaskGate _,
          Effect.Message _ ->
          false;
      case Effect.SetTimer _, Effect.ClearTimer _ ->
          throw new IllegalStateException("a timer is not kept in the outbox: " + effect);
    };
  }

  /** Whether the build, as it is now, no longer needs the effect. */
  static boolean isNeedless(Effect effect, Build build) {
    return switch (Subject.of(effect)) {
      // A message goes when it has arrived.
      case Subject.OfBuild() -> false;
      case Subject.OfJob(var job) ->
          build.find(job).map(found -> isNeedless(effect, found)).orElse(true);
      case Subject.OfStage(var id) ->
          build.stages().stream()
              .filter(stage -> stage.id().equals(id))
              .allMatch(stage -> isNeedless(effect, stage));
    };
  }

  /** Whether the stage, as it is now, no longer needs an effect about it. */
  static boolean isNeedless(Effect effect, StageState stage) {
    return !(effect instanceof Effect.CheckGate(_, var attempt, var point, var number, _)
        && stage.attempt() == attempt
        && stage
            .checks()
            .gate(point)
            .filter(gate -> gate.number() == number)
            .filter(gate -> gate.status() == Gate.Status.QUALITY_CHECKING)
            .isPresent());
  }

  /** Whether the job, as it is now, no longer needs an effect about it. */
  static boolean isNeedless(Effect effect, JobState job) {
    return switch (effect) {
      case Effect.PrepareMachine(_, var attempt, var fence) ->
          job.attempt() != attempt || job.fence() != fence || job.status() != JobStatus.PREPARE_ENV;
      case Effect.StopTask stop -> job.tasks().stream().noneMatch(task -> isStopped(stop, task));
      case Effect.StartSubPipeline call ->
          job.tasks().stream().noneMatch(task -> isCalling(call, task));
      case Effect.CheckTaskGate check ->
          job.tasks().stream().noneMatch(task -> isAsking(check, task));
      case Effect.AcquireMutex asked -> job.mutex().filter(role -> isFor(asked, role)).isEmpty();
      case Effect.ReleaseMachine _, Effect.RemindReviewers _ -> false;
      case Effect.Message _, Effect.CheckGate _, Effect.SetTimer _, Effect.ClearTimer _ ->
          throw new IllegalStateException("not about a job: " + effect);
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

  /**
   * Who has the mutex was heard, and to who has let go of it the mutex would only be given again: a
   * request that is still under way then is answered, and the answer taken back by who brings it.
   */
  private static boolean isFor(Effect.AcquireMutex asked, MutexRole role) {
    return role.request() == asked.request() && role.standing() == MutexRole.Standing.WAITS;
  }

  private static boolean isAsking(Effect.CheckTaskGate check, TaskState task) {
    return task.id().equals(check.task())
        && task.status() == TaskStatus.QUALITY_CHECKING
        && task.attempt() == check.attempt()
        && task.retry() == check.retry();
  }

  private static boolean isStopped(Effect.StopTask stop, TaskState task) {
    return task.id().equals(stop.task())
        && task.status() == TaskStatus.RUNNING
        && task.attempt() == stop.attempt()
        && task.retry() == stop.retry();
  }
}
