package dev.millrace.engine.event;

import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.wording.Sentence;

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

  /** About a job and a mutex; {@code request} is the job's, as in its {@code MutexRole}. */
  sealed interface OfMutex extends BuildEvent {}

  /** The job holds the mutex. */
  record MutexGranted(JobId job, int attempt, long request, MutexId mutex) implements OfMutex {}

  /** The job does not get the mutex. */
  record MutexRefused(JobId job, int attempt, long request, Sentence reason) implements OfMutex {}

  /** Timer: the job has waited for the mutex for as long as it may. */
  record MutexTimeoutReached(JobId job, int attempt, long request) implements OfMutex {}

  /** Somebody wants the build to stop; {@code forced} leaves out the finally jobs. */
  record CancelRequested(String by, boolean forced) implements BuildEvent {}

  /** Somebody wants a finished build to go on from what failed or was interrupted. */
  record RetryFailedRequested(String by) implements BuildEvent {}
}
