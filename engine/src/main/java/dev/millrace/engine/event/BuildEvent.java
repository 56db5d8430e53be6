package dev.millrace.engine.event;

import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.wording.Sentence;
import java.util.OptionalLong;

/**
 * Something that happened to a build from outside. Delivered at least once and in any order, so an
 * event names the attempt (and the fence, the retry) it is about, and one that comes late or again
 * changes nothing.
 */
public sealed interface BuildEvent {
  /**
   * The build may leave the queue.
   *
   * @param version the last part of its version, when that is given only now
   */
  record BuildAdmitted(int attempt, OptionalLong version) implements BuildEvent {
    public BuildAdmitted(int attempt) {
      this(attempt, OptionalLong.empty());
    }
  }

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

  /** Somebody wants a finished build to go on from what failed or was interrupted. */
  record RetryFailedRequested(String by) implements BuildEvent {}

  // What its queue decides.

  /** The build has waited for longer than its queue allows. */
  record QueueTimedOut(int attempt, Sentence reason) implements BuildEvent {}

  /** The queue gives the build up, waiting or running, for another one or because it is full. */
  record CancelledByQueue(int attempt, Sentence reason) implements BuildEvent {}
}
