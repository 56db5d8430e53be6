package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.TaskRetryDue;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import java.time.Duration;

/**
 * Automatic retries. Each waits a little longer than the one before: the first is for what is gone
 * at once, the later ones for a service that needs time to come back.
 */
final class TaskRetry {
  /** More retries are never made, whatever the pipeline says. */
  static final int MAX_RETRIES = 5;

  /** Before the first retry. */
  static final Duration FIRST_WAIT = Duration.ofMillis(250);

  /** How much longer each wait is than the one before. */
  static final int GROWTH = 4;

  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private TaskRetry() {}

  /**
   * Has a task that ended badly run again after a while, if it may; answers whether that is so. Its
   * timeout starts anew with each retry.
   */
  static boolean retried(OpenTask open, TaskResult result) {
    TaskState task = open.task();
    int retries = Math.min(task.definition().retryTimes(), MAX_RETRIES);
    if (!endedBadly(result) || task.retry() >= retries) {
      return false;
    }
    TaskState again = task.toRetry();
    open.clearTimers();
    open.put(again);
    open.setTimer(
        open.retryTimer(),
        wait(again.retry()),
        new TaskRetryDue(again.id(), open.job().id(), again.attempt(), again.retry()));
    return true;
  }

  private static boolean endedBadly(TaskResult result) {
    boolean endsJob = result.failure().map(Failure::code).filter(FailureCodes::endsJob).isPresent();
    return switch (result.outcome()) {
      case FAILED, TIMED_OUT -> !endsJob;
      case SUCCEEDED, CANCELLED -> false;
    };
  }

  /** How long to wait before the retry of this number, from 1. */
  static Duration wait(int retry) {
    Duration wait = FIRST_WAIT;
    for (int n = 1; n < retry && wait.compareTo(LONGEST_WAIT) < 0; n++) {
      wait = wait.multipliedBy(GROWTH);
    }
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  static void due(Progress progress, TaskRetryDue due) {
    OpenTask open = WaitingTasks.find(progress, due, due.retry(), TaskStatus.RETRY);
    if (open != null) {
      open.clearTimers();
      open.put(open.task().become(TaskStatus.QUEUE_CACHE));
      switch (TaskPlace.of(open.task().definition().action())) {
        case WORKER -> {}
        case SERVER -> {
          ServerTaskControl.begin(progress, due.job());
          progress.visit(due.job());
        }
      }
    }
  }
}
