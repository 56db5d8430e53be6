package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aTask;
import static dev.millrace.engine.TaskResults.succeeded;

import dev.millrace.engine.RuleTable.Row;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.RetryScope.JobChoice;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.pipeline.RunCondition.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays docs/rules/retry.md. */
class RetryTablesTest {
  static List<Row> builds() {
    return RuleTable.rows("retry.md", "Builds");
  }

  static List<Row> stages() {
    return RuleTable.rows("retry.md", "Stages");
  }

  static List<Row> jobs() {
    return RuleTable.rows("retry.md", "Jobs of a stage that failed");
  }

  static List<Row> tasks() {
    return RuleTable.rows("retry.md", "Tasks of a job that failed");
  }

  static List<Row> variables() {
    return RuleTable.rows("retry.md", "Variables");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("builds")
  void a_build_is_retried_when_it_ended_badly(Row row) {
    var build = aBuildOf(aPipelineOf(aJob("a")));
    switch (row.get("the build")) {
      case "runs" -> {}
      case "succeeded" -> build.succeeds("a");
      case "failed" -> build.fails("a");
      case "was cancelled" -> build.cancel();
      default -> throw row.wrong("what is a build that " + row.get("the build") + "?");
    }

    var before = build.state();
    build.asks(new RetryScope.Failed());

    RuleWords.check(
        row,
        "a retry",
        build.state().equals(before) ? "is refused" : "begins attempt " + build.state().attempt());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void of_the_stages_those_run_again_that_were_not_good(Row row) {
    String phrase = row.get("the stage");
    StageBuilder stage = aStage(aJob("a"));
    JobBuilder finallyJob = aJob("z");
    var build =
        aBuildOf(
            switch (phrase) {
              case "was skipped" ->
                  aPipeline().stage(stage.when("1 == 2")).stage(aJob("bad")).lastly(finallyJob);
              case "not reached" -> aPipeline().stage(aJob("bad")).stage(stage).lastly(finallyJob);
              default -> aPipeline().stage(stage).stage(aJob("bad")).lastly(finallyJob);
            });
    switch (phrase) {
      case "succeeded" -> build.succeeds("a").fails("bad");
      case "was skipped", "not reached" -> build.fails("bad");
      case "failed", "of the finally jobs" -> build.fails("a");
      case "was cancelled" -> build.cancel();
      default -> throw row.wrong("what is a stage that " + phrase + "?");
    }
    build.succeeds("z");

    retry(row, build);

    String job = phrase.equals("of the finally jobs") ? "z" : "a";
    RuleWords.check(row, "in the retry", build.job(job).attempt() == 2 ? "runs" : "stays");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jobs")
  void of_the_jobs_those_run_again_that_were_not_good(Row row) {
    String phrase = row.get("the job");
    JobBuilder job = aJob("a");
    switch (phrase) {
      case "failed but may" -> job.mayFail();
      case "was skipped by its condition" -> job.when("1 == 2");
      case "is disabled" -> job.disabled();
      case "was skipped with the job it waits for" -> job.dependsOn("bad");
      default -> {}
    }
    StageBuilder stage = aStage(job, aJob("bad"));
    if (phrase.startsWith("ended by fast-kill")) {
      stage.fastKill();
    }
    var build = aBuildOf(aPipeline().stage(stage));
    switch (RuleWords.plain(phrase)) {
      case "succeeded" -> build.succeeds("a");
      case "failed" -> build.fails("a");
      case "was skipped by its condition",
          "is disabled",
          "was skipped with the job it waits for",
          "ended by fast-kill before it began" -> {}
      default -> throw row.wrong("what is a job that " + phrase + "?");
    }
    build.fails("bad");

    retry(row, build);

    RuleWords.check(row, "in the retry", build.job("a").attempt() == 2 ? "runs" : "stays");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tasks")
  void of_the_tasks_those_run_again_from_the_first_that_was_not_good(Row row) {
    List<String> phrases = RuleWords.list(row.get("its tasks"));
    var tasks = new ArrayList<TaskBuilder>();
    for (String phrase : phrases) {
      TaskBuilder task = aTask("x");
      switch (phrase) {
        case "failed but may" -> task.mayFail();
        case "was skipped" -> task.when("1 == 2");
        case "is disabled" -> task.disabled();
        case "ALWAYS succeeded" -> task.when(Word.ALWAYS);
        default -> {}
      }
      tasks.add(task);
    }
    var build = aBuildOf(aPipelineOf(aJob("a", tasks.toArray(TaskBuilder[]::new))));
    for (String phrase : phrases) {
      switch (RuleWords.plain(phrase)) {
        case "succeeded", "ALWAYS succeeded" -> build.succeeds("a");
        case "failed" -> build.fails("a");
        case "timed out" -> build.does("a", TaskResults.timedOut());
        case "was cancelled" -> build.claims("a").cancel().reports("a", TaskResults.cancelled());
        case "was skipped", "is disabled", "not reached" -> {}
        default -> throw row.wrong("what is a task that " + phrase + "?");
      }
    }

    retry(row, build);

    var again = new ArrayList<String>();
    for (int position = 1; position <= phrases.size(); position++) {
      if (build.task("a", position).attempt() == 2) {
        again.add(Integer.toString(position));
      }
    }
    RuleWords.check(row, "run again", String.join(", ", again));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variables")
  void only_a_retry_of_the_whole_touches_what_tasks_have_set(Row row) {
    PipelineBuilder pipeline = aPipeline().stage(aJob("a")).stage(aJob("b")).variable("X", "start");
    if (row.get("cleanVariablesWhenRetry").equals("yes")) {
      pipeline.cleanVariablesOnRetry();
    }
    var build =
        aBuildOf(pipeline)
            .does("a", succeeded(Map.of("X", "set", "OWN", "set"), Map.of()))
            .fails("b");

    build.retry(
        switch (row.get("a retry of")) {
          case "the whole" -> new RetryScope.Whole();
          case "what failed" -> new RetryScope.Failed();
          case "the stage that failed" ->
              new RetryScope.FromStage(new StageId("stage-2"), JobChoice.ALL_JOBS);
          case "the job that failed" -> new RetryScope.OneJob(new JobId("b"));
          default -> throw row.wrong("what is a retry of " + row.get("a retry of") + "?");
        });

    RuleWords.check(
        row,
        "a start value that a task changed",
        build.variable("X").equals("start") ? "as at the start" : "stays");
    RuleWords.check(
        row,
        "what tasks set besides",
        build.state().variables().containsKey("OWN") ? "stays" : "is forgotten");
  }

  private static void retry(Row row, PlayedBuild build) {
    if (!build.status().isFinished() || build.status() == BuildStatus.SUCCEED) {
      throw row.wrong("the build before the retry is " + build.status());
    }
    build.retry();
  }
}
