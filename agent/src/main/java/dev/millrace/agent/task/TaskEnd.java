package dev.millrace.agent.task;

import dev.millrace.agent.process.StopReason;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.ErrorKind;
import dev.millrace.protocol.TaskFailure;
import dev.millrace.protocol.TaskOutcome;
import dev.millrace.wording.Language;
import dev.millrace.wording.Sentence;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a task ended.
 *
 * @param failure present unless it succeeded
 */
public record TaskEnd(TaskOutcome outcome, Optional<Failure> failure) {
  /** It did what it should. */
  public static final TaskEnd SUCCEEDED = new TaskEnd(TaskOutcome.SUCCEEDED, Optional.empty());

  /**
   * Why it did not succeed: a {@link TaskFailure} that nobody has read yet.
   *
   * @param why its secrets are not masked
   */
  public record Failure(ErrorKind kind, int code, Sentence why, OptionalInt exitCode) {
    /** A failure without a process. */
    public static Failure of(ErrorKind kind, int code, Sentence why) {
      return new Failure(kind, code, why, OptionalInt.empty());
    }

    /** As the server is told. */
    public TaskFailure in(Language language) {
      return new TaskFailure(kind, code, why.in(language), why.english(), exitCode);
    }
  }

  /** It failed for this reason. */
  public static TaskEnd failed(Failure failure) {
    return new TaskEnd(TaskOutcome.FAILED, Optional.of(failure));
  }

  /** It can't be run as it is written: {@code why} names thing, value and expectation. */
  public static TaskEnd invalid(Sentence why) {
    return failed(Failure.of(ErrorKind.USER, ErrorCodes.TASK_INPUT_INVALID, why));
  }

  /** The machine is not fit to run it: {@code why} names thing, value and expectation. */
  public static TaskEnd machineUnfit(Sentence why) {
    return failed(Failure.of(ErrorKind.BUILD_MACHINE, ErrorCodes.MACHINE_UNFIT, why));
  }

  /** It was made to stop. */
  public static TaskEnd stopped(StopReason reason) {
    return switch (reason) {
      case CANCELLED -> stopped(TaskOutcome.CANCELLED, 0, TaskWording.CANCELLED);
      case TASK_TIMEOUT ->
          stopped(TaskOutcome.TIMED_OUT, ErrorCodes.TASK_TIMEOUT, TaskWording.RAN_TOO_LONG);
      case JOB_TIMEOUT ->
          stopped(
              TaskOutcome.TIMED_OUT,
              ErrorCodes.JOB_TIMEOUT,
              TaskWording.JOB_RAN_TOO_LONG_DURING_TASK);
      case WORKER_STOPPED, LEASE_LOST ->
          stopped(TaskOutcome.CANCELLED, ErrorCodes.WORKER_STOPPED, TaskWording.WORKER_STOPPED);
    };
  }

  private static TaskEnd stopped(TaskOutcome outcome, int code, TaskWording why) {
    return new TaskEnd(outcome, Optional.of(Failure.of(ErrorKind.USER, code, why.of())));
  }
}
