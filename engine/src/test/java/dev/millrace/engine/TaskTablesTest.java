package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aGate;
import static dev.millrace.engine.TaskBuilder.aTask;

import dev.millrace.engine.RuleTable.Row;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.TaskAction.GatePoint;
import dev.millrace.wording.Sentence;
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

  static List<Row> gates() {
    return RuleTable.rows("tasks.md", "Quality gates");
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("gates")
  void a_gate_ends_as_its_check_and_its_gatekeepers_say(Row row) {
    var build = aBuildOf(aPipelineOf(aJob("a", aGate(GatePoint.BEFORE, "deploy"), aTask("2"))));
    switch (row.get("the check says")) {
      case "nothing" -> {}
      case "passed" -> build.checks("a", new GateAnswer.Passed());
      case "refused" -> build.checks("a", new GateAnswer.Refused(Sentence.verbatim("bugs")));
      case "could not be checked" ->
          build.checks("a", new GateAnswer.NotChecked(Sentence.verbatim("down")));
      case "somebody has to decide" -> build.checks("a", new GateAnswer.NeedsPerson(List.of(" ")));
      case "ann has to decide" -> build.checks("a", new GateAnswer.NeedsPerson(List.of("ann")));
      default -> throw row.wrong("what does a check say with " + row.get("the check says") + "?");
    }
    switch (row.get("and then")) {
      case "" -> {}
      case "eve passes it" -> build.decides("a", "eve", true, "");
      case "ann passes it" -> build.decides("a", "ann", true, "");
      case "ann refuses it" -> build.decides("a", "ann", false, "too red");
      case "its timeout comes" -> build.timer("task:a:1");
      case "the build is cancelled" -> build.cancel();
      default -> throw row.wrong("what happens when " + row.get("and then") + "?");
    }

    TaskState gate = build.task("a", 1);
    JobStatus job = build.statusOf("a");
    RuleWords.check(row, "the task", gate.status());
    RuleWords.check(row, "its decision", decision(gate));
    RuleWords.check(row, "the job", job.isFinished() ? job.name() : "goes on");
  }

  private static String decision(TaskState gate) {
    var check = (ServerWork.GateCheck) gate.work().orElseThrow();
    return gate.failure()
        .map(failure -> failure.message().english())
        .orElse(check.decidedBy().isEmpty() ? "" : "by " + check.decidedBy());
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
