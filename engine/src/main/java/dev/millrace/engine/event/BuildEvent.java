package dev.millrace.engine.event;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;

/**
 * Something that happened to a build from outside. Delivered at least once and in any order, so an
 * event names the attempt (and the fence, the retry) it is about, and one that comes late or again
 * changes nothing.
 */
public sealed interface BuildEvent {
  /** The build may leave the queue. */
  record BuildAdmitted(int attempt) implements BuildEvent {}

  /** A worker runs for the job; it wants its first task. */
  record WorkerStarted(JobId job, int attempt, long fence) implements BuildEvent {}

  /** The worker is free for the task chosen next, if there is one. */
  record TaskClaimed(JobId job, int attempt, long fence) implements BuildEvent {}

  /** A task ended, and its worker is free for the next one. */
  record TaskCompleted(
      JobId job, int attempt, long fence, TaskId task, int retry, TaskResult result)
      implements BuildEvent {}

  /** The worker left its job, or died, or never came. */
  record WorkerLost(JobId job, int attempt, long fence, Failure failure) implements BuildEvent {}

  /** Timer: the job has run for as long as it may. */
  record JobTimeoutReached(JobId job, int attempt, long fence) implements BuildEvent {}

  /** Timer: no worker came in time. */
  record PrepareTimeoutReached(JobId job, int attempt, long fence) implements BuildEvent {}

  /**
   * Timer: the task has run for as long as it may and its worker, who should have ended it, has not
   * said so for a while.
   */
  record TaskTimeoutReached(TaskId task, JobId job, int attempt, int retry) implements BuildEvent {}

  /** Somebody wants the build to stop; {@code forced} leaves out the finally jobs. */
  record CancelRequested(String by, boolean forced) implements BuildEvent {}

  // A part of the build shall stop.

  /** Somebody wants a part of a running build to stop; {@code forced}: without waiting for it. */
  sealed interface PartCancelRequested extends BuildEvent {
    String by();
  }

  /** All jobs of the running stage shall stop. */
  record StageCancelRequested(String by, StageId stage, int attempt, boolean forced)
      implements PartCancelRequested {}

  /** A job shall stop; of a matrix: all its jobs. */
  record JobCancelRequested(String by, JobId job, int attempt, boolean forced)
      implements PartCancelRequested {}

  /** The running task of a job shall stop; the job goes on as after any cancelled task. */
  record TaskCancelRequested(String by, JobId job, int attempt, TaskId task, int retry)
      implements PartCancelRequested {}

  // Something shall run again.

  /**
   * Somebody wants something to run again: of a finished build anything, of a running one a job
   * that is over.
   *
   * @param attempt as whoever asks saw it, of the job the scope names, else of the build
   * @param operating may also retry and skip tasks where the pipeline does not allow it
   */
  record RetryRequested(String by, int attempt, RetryScope scope, boolean operating)
      implements BuildEvent {
    /** A wish about the build as it is now. */
    public static RetryRequested of(Build build, String by, RetryScope scope, boolean operating) {
      int attempt =
          scope.oneJob().flatMap(build::find).map(JobState::attempt).orElse(build.attempt());
      return new RetryRequested(by, attempt, scope, operating);
    }
  }
}
