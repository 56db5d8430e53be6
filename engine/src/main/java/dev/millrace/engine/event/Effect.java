package dev.millrace.engine.event;

import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.TaskId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something the rules want done outside. Performed after the commit that holds it, at least once,
 * so each is idempotent and carries the numbers by which a stale answer is recognised.
 */
public sealed interface Effect {
  /** Find a machine and start a worker with this fence. */
  record PrepareMachine(JobId job, int attempt, long fence) implements Effect {}

  /** Tell the worker to kill the task's processes and report. */
  record StopTask(JobId job, int attempt, long fence, TaskId task, int retry) implements Effect {}

  /** The job is over: its worker may go, its machine is free. */
  record ReleaseMachine(JobId job, int attempt, long fence) implements Effect {}

  /**
   * Ask for the mutex.
   *
   * @param queueLength how many may wait for it, the job among them; empty: it does not wait
   */
  record AcquireMutex(
      JobId job, int attempt, long request, MutexId mutex, Optional<Integer> queueLength)
      implements Effect {}

  /** Give the mutex back, or stop waiting for it. */
  record ReleaseMutex(JobId job, int attempt, long request, MutexId mutex) implements Effect {}

  /** Bring {@code event} at {@code due}; a timer with the same key is replaced. */
  record SetTimer(String key, Instant due, BuildEvent event) implements Effect {}

  /** Forget the timer with this key, if there is one. */
  record ClearTimer(String key) implements Effect {}
}
