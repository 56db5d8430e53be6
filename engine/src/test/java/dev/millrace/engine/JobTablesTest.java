package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aTask;

import dev.millrace.engine.RuleTable.Row;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays docs/rules/jobs.md. */
class JobTablesTest {
  static List<Row> conditions() {
    return RuleTable.rows("jobs.md", "Conditions");
  }

  static List<Row> finallyConditions() {
    return RuleTable.rows("jobs.md", "Conditions of finally jobs");
  }

  static List<Row> dependencies() {
    return RuleTable.rows("jobs.md", "Depend-on");
  }

  static List<Row> results() {
    return RuleTable.rows("jobs.md", "Result");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conditions")
  void jobs_and_stages_run_as_their_condition_says(Row row) {
    String text = row.get("condition");
    JobBuilder job = aJob("a").when(RuleWords.condition(text));
    StageBuilder stage = aStage(aJob("a")).when(RuleWords.condition(text));
    if (text.equals("disabled")) {
      job.disabled();
      stage.disabled();
    }

    var withJob = aBuildOf(aPipelineOf(job, aJob("other")).variable("X", "1"));
    var withStage = aBuildOf(aPipeline().stage(stage).variable("X", "1"));

    RuleWords.check(row, "the job", said(withJob, "a"));
    RuleWords.check(
        row,
        "a stage",
        withStage.stages().getFirst() == StageStatus.RUNNING
            ? "runs"
            : withStage.stages().getFirst() == StageStatus.SKIP ? "skipped" : "?");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("finallyConditions")
  void finally_jobs_run_as_their_condition_and_the_build_so_far_say(Row row) {
    for (String before : row.cells().keySet()) {
      if (before.equals("condition")) {
        continue;
      }
      JobBuilder last = aJob("z").when(RuleWords.condition(row.get("condition")));
      JobBuilder first = aJob("a");
      if (before.equals("was skipped")) {
        first.when("1 == 2");
      }
      var build = aBuildOf(aPipelineOf(first).lastly(last, aJob("other")).variable("X", "1"));
      switch (before) {
        case "succeeded" -> build.succeeds("a");
        case "failed" -> build.fails("a");
        case "was cancelled" -> build.cancel();
        case "was skipped" -> {}
        default -> throw row.wrong("what is a build that " + before + "?");
      }
      RuleWords.check(row, before, said(build, "z"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dependencies")
  void a_job_does_what_the_jobs_it_depends_on_let_it(Row row) {
    List<String> phrases = RuleWords.list(row.get("jobs it waits for"));
    var jobs = new ArrayList<JobBuilder>();
    var ids = new ArrayList<String>();
    for (String phrase : phrases) {
      JobBuilder job = aJob("j" + ids.size());
      switch (phrase) {
        case "failed but may" -> job.mayFail();
        case "were skipped" -> job.when("1 == 2");
        case "are disabled" -> job.disabled();
        default -> {}
      }
      ids.add("j" + ids.size());
      jobs.add(job);
    }
    jobs.add(aJob("a").dependsOn(ids.toArray(String[]::new)));
    jobs.add(aJob("other"));
    var build = aBuildOf(aPipelineOf(jobs.toArray(JobBuilder[]::new)));

    for (int i = 0; i < phrases.size(); i++) {
      switch (RuleWords.plain(phrases.get(i))) {
        case "succeeded" -> build.succeeds(ids.get(i));
        case "failed" -> build.fails(ids.get(i));
        case "run" -> build.workerStarts(ids.get(i));
        case "wait for a machine", "were skipped", "are disabled" -> {}
        default -> throw row.wrong("what are jobs that " + phrases.get(i) + "?");
      }
    }

    RuleWords.check(row, "the job", said(build, "a"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("results")
  void a_job_ends_as_its_tasks_did(Row row) {
    List<String> phrases = RuleWords.list(row.get("its tasks"));
    var tasks = new ArrayList<TaskBuilder>();
    for (String phrase : phrases) {
      TaskBuilder task = aTask("x");
      if (RuleWords.mayFail(phrase)) {
        task.mayFail();
      }
      if (phrase.equals("was skipped")) {
        task.when("1 == 2");
      }
      tasks.add(task);
    }
    var build = aBuildOf(aPipelineOf(aJob("a", tasks.toArray(TaskBuilder[]::new)), aJob("other")));

    for (int i = 0; i < phrases.size(); i++) {
      play(row, build, phrases.get(i), "task:a:" + (i + 1));
    }

    RuleWords.check(row, "the job", build.statusOf("a"));
  }

  private static void play(Row row, PlayedBuild build, String phrase, String timer) {
    switch (RuleWords.plain(phrase)) {
      case "was skipped" -> {}
      case "succeeded" -> build.succeeds("a");
      case "failed" -> build.fails("a");
      case "timed out" -> build.does("a", TaskResults.timedOut());
      case "cancelled by its worker" -> build.does("a", TaskResults.cancelled());
      case "was cancelled" -> begun(build).cancel().reports("a", TaskResults.cancelled());
      case "got no machine in time" -> build.timer("prepare:a");
      case "lost its worker" -> begun(build).loses("a");
      case "ran over its own timeout" -> begun(build).timer(timer);
      case "ran over the job's timeout" ->
          begun(build).timer("job:a").reports("a", TaskResults.cancelled());
      default -> throw row.wrong("what is a task that " + phrase + "?");
    }
  }

  private static PlayedBuild begun(PlayedBuild build) {
    if (build.statusOf("a") == JobStatus.PREPARE_ENV) {
      build.workerStarts("a");
    }
    return build.claims("a");
  }

  private static String said(PlayedBuild build, String job) {
    JobStatus status = build.statusOf(job);
    return switch (status) {
      case PREPARE_ENV -> "runs";
      case DEPENDENT_WAITING -> "waits";
      case SKIP -> "skipped";
      default -> status.name();
    };
  }
}
