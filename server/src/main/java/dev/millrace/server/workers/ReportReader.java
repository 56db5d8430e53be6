package dev.millrace.server.workers;

import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.pipeline.data.Data;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.ErrorKind;
import dev.millrace.protocol.JobEnd;
import dev.millrace.protocol.TaskFailure;
import dev.millrace.protocol.TaskOutcome;
import dev.millrace.protocol.TaskReport;
import dev.millrace.server.builds.ServerReason;
import dev.millrace.wording.Sentence;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Puts what workers report into the words of the engine. */
final class ReportReader {
  /** The variable that carries a build's remark, as BK-CI names it. */
  private static final String REMARK = "BK_CI_BUILD_REMARK";

  private ReportReader() {}

  static TaskResult result(TaskReport report) {
    return new TaskResult(
        outcome(report.outcome()),
        report.failure().map(ReportReader::failure),
        variables(report),
        sorted(report.outputs()));
  }

  static TaskResult failed(Failure failure) {
    return new TaskResult(
        TaskResult.Outcome.FAILED, Optional.of(failure), sorted(Map.of()), sorted(Map.of()));
  }

  /** Why a job lost its worker. */
  static Failure reason(JobEnd end) {
    return end.failure()
        .map(ReportReader::failure)
        .orElseGet(() ->
            Failure.of(
                FailureKind.BUILD_MACHINE, ErrorCodes.MACHINE_LOST, ServerReason.WORKER_LEFT.of()));
  }

  private static SequencedMap<String, String> variables(TaskReport report) {
    Map<String, String> variables = new TreeMap<>(report.variables());
    report.remark().ifPresent(remark -> variables.put(REMARK, remark));
    return Data.ordered(variables);
  }

  /** The wire has no order, so names make one: the same report is always the same event. */
  private static SequencedMap<String, String> sorted(Map<String, String> values) {
    return Data.ordered(new TreeMap<>(values));
  }

  private static TaskResult.Outcome outcome(TaskOutcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> TaskResult.Outcome.SUCCEEDED;
      case FAILED -> TaskResult.Outcome.FAILED;
      case TIMED_OUT -> TaskResult.Outcome.TIMED_OUT;
      case CANCELLED -> TaskResult.Outcome.CANCELLED;
    };
  }

  private static Failure failure(TaskFailure failure) {
    return new Failure(
        kind(failure.kind()),
        failure.code(),
        Sentence.said(failure.english(), failure.message()),
        failure.exitCode());
  }

  private static FailureKind kind(ErrorKind kind) {
    return switch (kind) {
      case SYSTEM -> FailureKind.SYSTEM;
      case USER -> FailureKind.USER;
      case THIRD_PARTY -> FailureKind.THIRD_PARTY;
      case PLUGIN -> FailureKind.PLUGIN;
      case BUILD_MACHINE -> FailureKind.BUILD_MACHINE;
    };
  }
}
