package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aTask;

import dev.millrace.engine.RuleTable.Row;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskStatus;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays docs/rules/tasks.md. */
class TaskTablesTest {
  static List<Row> conditions() {
    return RuleTable.rows("tasks.md", "Conditions");
  }

  static List<Row> retries() {
    return RuleTable.rows("tasks.md", "Retries by itself");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conditions")
  void a_task_runs_as_its_condition_and_the_task_before_it_say(Row row) {
    for (String before : row.cells().keySet()) {
      if (!before.equals("condition")) {
        RuleWords.check(row, before, becomes(row, before));
      }
    }
  }

  private static String becomes(Row row, String before) {
    TaskBuilder first = aTask("1");
    if (RuleWords.mayFail(before)) {
      first.mayFail();
    }
    if (before.equals("was skipped")) {
      first.when("1 == 2");
    }
    String condition = row.get("condition");
    TaskBuilder second = aTask("2").when(RuleWords.condition(condition));
    if (condition.equals("disabled")) {
      second.disabled();
    }
    var build = aBuildOf(aPipelineOf(aJob("a", first, second, aTask("3"))).variable("X", "1"));
    if (build.statusOf("a") == JobStatus.PREPARE_ENV) {
      build.workerStarts("a");
    }
    switch (RuleWords.plain(before)) {
      case "was skipped" -> {}
      case "was cancelled" -> build.claims("a").cancel().reports("a", TaskResults.cancelled());
      default -> build.does("a", result(row, before));
    }
    return switch (build.task("a", 2).status()) {
      case QUEUE_CACHE -> "runs";
      case SKIP -> "skipped";
      case UNEXEC -> "not reached";
      default -> build.task("a", 2).status().name();
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("retries")
  void a_task_that_ends_badly_runs_again_as_often_as_it_may(Row row) {
    int retries = Integer.parseInt(row.get("retry-times"));
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").retries(retries))));

    for (String run : RuleWords.list(row.get("its runs"))) {
      if (build.task("a", 1).status() == TaskStatus.RETRY) {
        build.retriesNow("a");
      }
      build.does("a", result(row, run));
    }

    RuleWords.check(row, "the task", build.task("a", 1).status());
    RuleWords.check(row, "runs", build.task("a", 1).retry() + 1);
  }

  private static TaskResult result(Row row, String phrase) {
    return switch (RuleWords.plain(phrase)) {
      case "succeeded" -> TaskResults.succeeded();
      case "failed" -> TaskResults.failed();
      case "timed out" -> TaskResults.timedOut();
      case "cancelled" -> TaskResults.cancelled();
      default -> throw row.wrong("what is a task that " + phrase + "?");
    };
  }
}
