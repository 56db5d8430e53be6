package dev.millrace.agent.task;

import dev.millrace.agent.process.StopReason;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.ErrorKind;
import dev.millrace.protocol.TaskFailure;
import dev.millrace.protocol.TaskOutcome;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a task ended.
 *
 * @param failure present unless it succeeded
 */
public record TaskEnd(TaskOutcome outcome, Optional<TaskFailure> failure) {
  /** It did what it should. */
  public static final TaskEnd SUCCEEDED = new TaskEnd(TaskOutcome.SUCCEEDED, Optional.empty());

  /** It failed for this reason. */
  public static TaskEnd failed(TaskFailure failure) {
    return new TaskEnd(TaskOutcome.FAILED, Optional.of(failure));
  }

  /** It can't be run as it is written: {@code message} names thing, value and expectation. */
  public static TaskEnd invalid(String message) {
    return failed(
        new TaskFailure(
            ErrorKind.USER, ErrorCodes.TASK_INPUT_INVALID, message, OptionalInt.empty()));
  }

  /** The machine is not fit to run it: {@code message} names thing, value and expectation. */
  public static TaskEnd machineUnfit(String message) {
    return failed(
        new TaskFailure(
            ErrorKind.BUILD_MACHINE, ErrorCodes.MACHINE_UNFIT, message, OptionalInt.empty()));
  }

  /** It was made to stop. */
  public static TaskEnd stopped(StopReason reason) {
    return switch (reason) {
      case CANCELLED -> stopped(TaskOutcome.CANCELLED, 0, "the task was cancelled");
      case TASK_TIMEOUT ->
          stopped(
              TaskOutcome.TIMED_OUT,
              ErrorCodes.TASK_TIMEOUT,
              "the task ran longer than its timeout");
      case JOB_TIMEOUT ->
          stopped(
              TaskOutcome.TIMED_OUT,
              ErrorCodes.JOB_TIMEOUT,
              "the job ran longer than its timeout, during this task");
      case WORKER_STOPPED, LEASE_LOST ->
          stopped(TaskOutcome.CANCELLED, ErrorCodes.WORKER_STOPPED, "the worker was stopped");
    };
  }

  private static TaskEnd stopped(TaskOutcome outcome, int code, String message) {
    return new TaskEnd(
        outcome, Optional.of(new TaskFailure(ErrorKind.USER, code, message, OptionalInt.empty())));
  }
}
