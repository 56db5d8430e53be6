package dev.millrace.engine;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.order.TaskOrder;
import dev.millrace.engine.order.WorkOrders;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.expression.TextTooLong;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rules of a task that a worker runs, from its claim to its end. */
final class WorkerTaskControl {
  /** How long a worker has to end a task after its timeout, or after it was told to stop. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private WorkerTaskControl() {}

  static void claimed(Progress progress, JobId id) {
    OpenTask open = OpenTask.of(progress, id);
    if (open == null || open.status() != TaskStatus.QUEUE_CACHE) {
      return;
    }
    TaskState task = open.task().claimed(progress.now());
    open.put(task);
    progress.put(progress.job(id).used());
    TaskOrder order;
    try {
      order = WorkOrders.order(progress.build(), progress.stage(), progress.job(id), task);
    } catch (TextTooLong tooLong) {
      open.end(
          TaskStatus.FAILED,
          Optional.of(Failure.of(FailureKind.USER, FailureCodes.TEXT_TOO_LONG, tooLong.reason())));
      return;
    }
    open.setTimeout(order.timeout().plus(PATIENCE));
  }

  /** The task of the job, if it is this execution of it and its worker runs it. */
  static Optional<OpenTask> running(Progress progress, JobId id, TaskId task, int retry) {
    return Optional.ofNullable(OpenTask.of(progress, id))
        .filter(open ->
            open.status() == TaskStatus.RUNNING
                && open.task().id().equals(task)
                && open.task().retry() == retry);
  }

  static void completed(Progress progress, OpenTask open, TaskResult result) {
    List<Sentence> warnings = VariableWrites.apply(progress, result.variables());
    if (open.isStopping()) {
      open.end(TaskStatus.CANCELED, Optional.of(open.stopReason()), result.outputs(), warnings);
    } else if (!TaskRetry.retried(open, result)) {
      open.end(statusOf(result.outcome()), result.failure(), result.outputs(), warnings);
    }
  }

  static TaskStatus statusOf(TaskResult.Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> TaskStatus.SUCCEED;
      case FAILED -> TaskStatus.FAILED;
      case TIMED_OUT -> TaskStatus.EXEC_TIMEOUT;
      case CANCELLED -> TaskStatus.CANCELED;
    };
  }

  /** Its worker has not ended the task in time; it is told to once more, and not waited for. */
  static void timeoutReached(Progress progress, OpenTask open) {
    progress.add(stopEffect(open));
    if (open.isStopping()) {
      open.end(TaskStatus.CANCELED, Optional.of(open.stopReason()));
    } else {
      open.end(
          TaskStatus.EXEC_TIMEOUT,
          Optional.of(
              Failure.of(FailureKind.USER, FailureCodes.TASK_TIMEOUT, Reason.TASK_TIMEOUT.of())));
    }
  }

  /** Tells the worker to stop the running task, unless the task runs whatever happens. */
  static void interrupt(Progress progress, JobId id) {
    OpenTask open = OpenTask.of(progress, id);
    if (open != null && open.status() == TaskStatus.RUNNING && open.isStopping()) {
      progress.add(stopEffect(open));
      open.setTimeout(PATIENCE);
    }
  }

  /** Tells the worker to stop the running task, without waiting for an answer. */
  static void stop(Progress progress, JobId id) {
    OpenTask open = OpenTask.of(progress, id);
    if (open != null && open.status() == TaskStatus.RUNNING) {
      progress.add(stopEffect(open));
    }
  }

  /** Ends what a job is at, because its worker is gone or it is not waited for. */
  static void abandon(Progress progress, JobId id, Optional<Failure> reason) {
    OpenTask open = OpenTask.of(progress, id);
    if (open == null) {
      return;
    }
    boolean cancelled =
        progress.isCancelled()
            || progress.isForced()
            || open.job().failure().isPresent()
            || open.task().failure().isPresent();
    TaskStatus end = cancelled ? TaskStatus.CANCELED : TaskStatus.FAILED;
    switch (open.status()) {
      case RUNNING, RETRY, REVIEWING, CALL_WAITING, QUALITY_CHECKING, QUALITY_CHECK_WAIT ->
          open.breakOff(end, reason);
      case PAUSE -> open.breakOff(TaskStatus.CANCELED, reason);
      case QUEUE,
          QUEUE_CACHE,
          SUCCEED,
          FAILED,
          REVIEW_ABORT,
          QUALITY_CHECK_FAIL,
          EXEC_TIMEOUT,
          CANCELED,
          SKIP,
          UNEXEC -> {}
    }
  }

  /** The chosen task waits again, since there is no worker to claim it; answers if there is one. */
  static boolean unchoose(Progress progress, JobId id) {
    OpenTask open = OpenTask.of(progress, id);
    if (open == null || open.status() != TaskStatus.QUEUE_CACHE) {
      return false;
    }
    open.put(open.task().become(TaskStatus.QUEUE));
    return true;
  }

  private static Effect stopEffect(OpenTask open) {
    JobState job = open.job();
    TaskState task = open.task();
    return new Effect.StopTask(job.id(), job.attempt(), job.fence(), task.id(), task.retry());
  }
}
