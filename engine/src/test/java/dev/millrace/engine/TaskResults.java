package dev.millrace.engine;

import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What workers say of tasks that have ended. */
final class TaskResults {
  private TaskResults() {}

  static TaskResult succeeded() {
    return succeeded(Map.of(), Map.of());
  }

  static TaskResult succeeded(Map<String, String> variables, Map<String, String> outputs) {
    return new TaskResult(
        TaskResult.Outcome.SUCCEEDED,
        Optional.empty(),
        Data.ordered(variables),
        Data.ordered(outputs));
  }

  static TaskResult failed() {
    return ended(TaskResult.Outcome.FAILED, 2199011, "exit code 1");
  }

  static TaskResult failed(int code) {
    return ended(TaskResult.Outcome.FAILED, code, "exit code 1");
  }

  static TaskResult timedOut() {
    return ended(TaskResult.Outcome.TIMED_OUT, 2199006, "too slow");
  }

  static TaskResult cancelled() {
    return ended(TaskResult.Outcome.CANCELLED, 0, "killed");
  }

  private static TaskResult ended(TaskResult.Outcome outcome, int code, String message) {
    return new TaskResult(
        outcome,
        Optional.of(
            new Failure(FailureKind.USER, code, Sentence.verbatim(message), OptionalInt.empty())),
        Data.ordered(Map.of()),
        Data.ordered(Map.of()));
  }
}
