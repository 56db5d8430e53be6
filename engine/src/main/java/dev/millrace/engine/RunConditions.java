package dev.millrace.engine;

import dev.millrace.engine.order.Contexts;
import dev.millrace.engine.order.Texts;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.expression.Condition;
import dev.millrace.expression.TextTooLong;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunCondition.By;
import dev.millrace.pipeline.RunCondition.Default;
import dev.millrace.pipeline.RunCondition.NotWhenVariablesMatch;
import dev.millrace.pipeline.RunCondition.VariablesMatch;
import dev.millrace.pipeline.RunCondition.When;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.wording.Sentence;
import java.util.Map;
import java.util.Optional;

/** Whether a stage, job or task runs. A condition that makes no sense skips, and says why. */
final class RunConditions {
  private RunConditions() {}

  /** What a condition says. */
  sealed interface Decision {
    /** Run it. */
    record Run() implements Decision {}

    /** Leave it out; with a reason when the condition is broken. */
    record Skip(Optional<Failure> reason) implements Decision {}

    Decision RUN = new Run();
    Decision SKIP = new Skip(Optional.empty());

    static Decision runIf(boolean wanted) {
      return wanted ? RUN : SKIP;
    }
  }

  /** What became of a job's earlier tasks. */
  record JobSoFar(boolean failed, boolean excused, boolean cancelled) {
    boolean isGood() {
      return !failed && !cancelled;
    }
  }

  /** A stage's expected values are taken literally, as the format has it. */
  static Decision ofStage(Build build, RunCondition condition) {
    if (condition instanceof Default) {
      return Decision.RUN;
    }
    var texts = new Texts(build, Contexts.of(build));
    return switch (condition) {
      case Default _ -> Decision.RUN;
      case VariablesMatch(var expected) -> Decision.runIf(allMatch(texts, expected, false));
      case NotWhenVariablesMatch(var expected) -> Decision.runIf(!allMatch(texts, expected, false));
      case When(var expression) -> evaluate(texts, expression);
      case By(var word) -> throw misplaced(word, "a stage");
    };
  }

  static Decision ofJob(Build build, StageState stage, JobState job) {
    RunCondition condition = job.definition().condition();
    if (condition instanceof Default) {
      return Decision.RUN;
    }
    var texts = new Texts(build, Contexts.of(build, stage, job));
    return switch (condition) {
      case Default _ -> Decision.RUN;
      case VariablesMatch(var expected) -> matching(texts, expected, true);
      case NotWhenVariablesMatch(var expected) -> matching(texts, expected, false);
      case When(var expression) -> evaluate(texts, expression);
      case By(var word) -> Decision.runIf(suits(word, build.statusBefore(stage)));
    };
  }

  /** The words of finally jobs; where nothing came before, all of them hold. */
  private static boolean suits(Word word, Optional<StageStatus> before) {
    return switch (word) {
      case ALWAYS, ALWAYS_UNLESS_CANCELLED -> true;
      case SUCCESS ->
          before
              .map(status ->
                  status == StageStatus.SUCCEED
                      || status == StageStatus.SKIP
                      || status == StageStatus.STAGE_SUCCESS)
              .orElse(true);
      case FAILURE, FAILURE_NOT_EXCUSED ->
          before.map(status -> status == StageStatus.FAILED).orElse(true);
      case CANCELLED -> before.map(status -> status == StageStatus.CANCELED).orElse(true);
    };
  }

  static Decision ofTask(
      Build build, StageState stage, JobState job, TaskState task, JobSoFar soFar) {
    RunCondition condition = task.definition().condition();
    return switch (condition) {
      case Default _ -> Decision.runIf(soFar.isGood());
      case By(var word) -> Decision.runIf(suits(word, soFar));
      case VariablesMatch(var expected) ->
          soFar.isGood() ? matching(texts(build, stage, job, task), expected, true) : Decision.SKIP;
      case NotWhenVariablesMatch(var expected) ->
          soFar.isGood()
              ? matching(texts(build, stage, job, task), expected, false)
              : Decision.SKIP;
      // An empty expression asks for nothing, as an empty list of variables does.
      case When(var expression) when expression.isBlank() -> Decision.runIf(soFar.isGood());
      case When(var expression) ->
          soFar.isGood() ? evaluate(texts(build, stage, job, task), expression) : Decision.SKIP;
    };
  }

  private static boolean suits(Word word, JobSoFar soFar) {
    return switch (word) {
      case ALWAYS -> true;
      case ALWAYS_UNLESS_CANCELLED -> !soFar.cancelled();
      case FAILURE -> !soFar.cancelled() && (soFar.failed() || soFar.excused());
      case FAILURE_NOT_EXCUSED -> !soFar.cancelled() && soFar.failed();
      case SUCCESS, CANCELLED -> throw misplaced(word, "a task");
    };
  }

  private static Texts texts(Build build, StageState stage, JobState job, TaskState task) {
    return new Texts(build, Contexts.of(build, stage, job, task, Map.of()));
  }

  /** No variables at all match, and whoever says "not when they match" of none is run too. */
  private static Decision matching(Texts texts, Map<String, String> expected, boolean wanted) {
    try {
      return Decision.runIf(expected.isEmpty() || allMatch(texts, expected, true) == wanted);
    } catch (TextTooLong tooLong) {
      return broken(Reason.EXPECTED_VALUE_TOO_LONG.of());
    }
  }

  private static boolean allMatch(Texts texts, Map<String, String> expected, boolean replaced) {
    return expected.entrySet().stream()
        .allMatch(pair -> {
          String value = pair.getValue();
          return texts.valueOf(pair.getKey()).equals(replaced ? texts.replace(value) : value);
        });
  }

  private static Decision evaluate(Texts texts, String expression) {
    return switch (texts.evaluate(expression)) {
      case Condition.Met _ -> Decision.RUN;
      case Condition.NotMet _ -> Decision.SKIP;
      case Condition.Broken(var reason) -> broken(reason);
    };
  }

  private static Decision broken(Sentence reason) {
    return new Decision.Skip(
        Optional.of(
            Failure.of(
                FailureKind.USER,
                FailureCodes.BROKEN_CONDITION,
                Reason.CONDITION_BROKEN.of().because(reason))));
  }

  private static IllegalStateException misplaced(Word word, String place) {
    return new IllegalStateException("the condition " + word + " is not one of " + place);
  }
}
