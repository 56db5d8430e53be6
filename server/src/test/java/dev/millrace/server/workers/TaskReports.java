package dev.millrace.server.workers;

import dev.millrace.protocol.ErrorKind;
import dev.millrace.protocol.TaskClaim;
import dev.millrace.protocol.TaskFailure;
import dev.millrace.protocol.TaskOrder;
import dev.millrace.protocol.TaskOutcome;
import dev.millrace.protocol.TaskReport;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a worker says of the task it was told to do. */
final class TaskReports {
  private TaskReports() {}

  static TaskOrder order(TaskClaim claim) {
    return ((TaskClaim.Do) claim).order();
  }

  static TaskReport succeeded(TaskClaim claim) {
    return report(claim, TaskOutcome.SUCCEEDED, Optional.empty());
  }

  static TaskReport cancelled(TaskClaim claim) {
    var failure =
        new TaskFailure(
            ErrorKind.USER, 1, "It was stopped.", "It was stopped.", OptionalInt.empty());
    return report(claim, TaskOutcome.CANCELLED, Optional.of(failure));
  }

  private static TaskReport report(
      TaskClaim claim, TaskOutcome outcome, Optional<TaskFailure> failure) {
    TaskOrder order = order(claim);
    return new TaskReport(
        order.taskId(),
        order.attempt(),
        order.retry(),
        outcome,
        failure,
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        0);
  }
}
