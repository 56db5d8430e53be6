package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aTask;
import static dev.millrace.engine.TaskResults.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.GivenNumbers;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.RetryScope.JobChoice;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Queueing;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each form of retry of a build that is over: what runs again, from which task, what stays. */
class RetryFormsTest {
  private static final StageId TEST = new StageId("test");

  /** What runs again of {@link #failed}: jobs, with the number of the first task that does. */
  private static final Map<RetryScope, String> EXAMPLES = new LinkedHashMap<>();

  static {
    EXAMPLES.put(whole(), "compile lint unit style docs os upload clean");
    EXAMPLES.put(new RetryScope.Failed(), "unit:2 style docs os os.1 upload clean");
    EXAMPLES.put(from(JobChoice.ALL_JOBS), "unit style docs os upload clean");
    EXAMPLES.put(from(JobChoice.FAILED_JOBS), "unit:2 style docs os os.1 upload clean");
    EXAMPLES.put(
        from(JobChoice.BEHIND_FAILED_TASKS), "unit:3 style:end docs os os.1:end upload clean");
    EXAMPLES.put(job("unit"), "unit docs upload clean");
    EXAMPLES.put(job("os"), "os upload clean");
    EXAMPLES.put(job("os.1"), "os os.1 upload clean");
    EXAMPLES.put(new RetryScope.FailedCases(new JobId("os")), "os os.1 upload clean");
    EXAMPLES.put(task("unit", 1), "unit docs upload clean");
    EXAMPLES.put(task("unit", 2), "unit:2 docs upload clean");
    EXAMPLES.put(task("os.1", 1), "os os.1 upload clean");
    EXAMPLES.put(skip("unit", 2), "unit:3 docs upload clean");
  }

  private static RetryScope whole() {
    return new RetryScope.Whole();
  }

  private static RetryScope from(JobChoice choice) {
    return new RetryScope.FromStage(TEST, choice);
  }

  private static RetryScope job(String id) {
    return new RetryScope.OneJob(new JobId(id));
  }

  private static RetryScope task(String job, int position) {
    return new RetryScope.OneTask(new JobId(job), TaskId.of(new JobId(job), position));
  }

  private static RetryScope skip(String job, int position) {
    return new RetryScope.SkipTask(new JobId(job), TaskId.of(new JobId(job), position));
  }

  private static TaskBuilder aCheck() {
    return aTask("check").maySkipByHand().mayBeRetriedByHand();
  }

  /** In the second of three stages a task of unit failed, style, and the second case of os. */
  private static PlayedBuild failed() {
    var build =
        aBuildOf(
            aPipeline()
                .variable("X", "start")
                .stage(aStage(aJob("compile"), aJob("lint")).id("build"))
                .stage(
                    aStage(
                            aJob("unit", aCheck(), aCheck(), aCheck()),
                            aJob("style", aCheck()),
                            aJob("docs").dependsOn("unit"),
                            aJob("os", aCheck()).matrix("n", "1", "2", "3"))
                        .id("test"))
                .stage(aJob("upload"))
                .lastly(aJob("clean")));
    build
        .does("compile", succeeded(Map.of("X", "set"), Map.of("o", "kept")))
        .succeeds("lint", "unit", "os.0", "os.2")
        .fails("unit", "style", "os.1")
        .succeeds("clean");
    assertThat(build.stages())
        .containsExactly(
            StageStatus.SUCCEED, StageStatus.FAILED, StageStatus.UNEXEC, StageStatus.SUCCEED);
    return build;
  }

  @Test
  void each_form_runs_again_what_it_names_and_what_follows_from_that() {
    var seen = new LinkedHashMap<RetryScope, String>();
    for (RetryScope scope : EXAMPLES.keySet()) {
      seen.put(scope, runsAgain(failed().asks(scope)));
    }

    assertThat(seen).isEqualTo(EXAMPLES);
  }

  private static String runsAgain(PlayedBuild build) {
    assertThat(build.status()).isEqualTo(BuildStatus.QUEUE);
    assertThat(build.state().attempt()).isEqualTo(2);
    var again = new ArrayList<String>();
    for (var stage : build.state().stages()) {
      for (var job : stage.jobs()) {
        int open = job.tasks().open();
        if (job.status() == JobStatus.QUEUE) {
          boolean atEnd = open == job.tasks().size() && !job.isMatrixParent();
          again.add(job.id() + (atEnd ? ":end" : open > 0 ? ":" + (open + 1) : ""));
          assertThat(job.attempt()).as("attempt of %s", job.id()).isEqualTo(2);
        } else {
          assertThat(job.attempt()).as("attempt of %s", job.id()).isEqualTo(1);
        }
      }
    }
    return String.join(" ", again);
  }

  @Test
  void late_events_of_the_attempt_before_change_nothing_whatever_runs_again() {
    for (RetryScope scope : EXAMPLES.keySet()) {
      PlayedBuild build = failed();
      List<BuildEvent> earlier = build.past();
      build.retry(scope);
      build.jobsIn(JobStatus.PREPARE_ENV).forEach(build::workerStarts);
      var before = build.state();

      for (BuildEvent event : earlier) {
        build.on(event);
        assertThat(build.state()).as("%s after %s", event, scope).isSameAs(before);
      }
    }
  }

  @Test
  void other_failed_jobs_keep_their_state_and_count_for_the_stage() {
    var build = failed().retry(task("unit", 2));

    build.succeeds("unit", "unit", "docs", "clean");

    assertThat(build.jobsIn(JobStatus.FAILED)).containsExactly("style", "os", "os.1");
    assertThat(build.stages())
        .containsExactly(
            StageStatus.SUCCEED, StageStatus.FAILED, StageStatus.UNEXEC, StageStatus.SUCCEED);
    assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
  }

  @Test
  void job_after_job_makes_a_build_good() {
    var build = failed();

    build.retry(skip("unit", 2)).succeeds("unit", "docs", "clean");
    build.retry(job("style")).succeeds("style", "clean");
    build.retry(job("os.1")).succeeds("os.1", "upload", "clean");

    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
    assertThat(build.state().attempt()).isEqualTo(4);
    assertThat(build.job("os.0").attempt()).isEqualTo(1);
  }

  @Test
  void a_skipped_task_says_who_skipped_it_and_its_job_goes_on() {
    var build = failed().retry(skip("unit", 2));

    assertThat(build.task("unit", 2).status()).isEqualTo(TaskStatus.SKIP);
    assertThat(build.task("unit", 2).failure().orElseThrow().message().english())
        .isEqualTo("skipped by ann");
    build.workerStarts("unit");
    assertThat(build.chosen("unit").id()).isEqualTo(new TaskId("unit:3"));
  }

  @Test
  void a_matrix_retried_as_a_whole_is_worked_out_anew() {
    var build =
        aBuildOf(
            aPipeline()
                .stage(aJob("plan"))
                .stage(aJob("os", aCheck()).matrix("n", "1", "2"), aJob("x")));
    build.succeeds("plan").fails("os.0", "x").succeeds("os.1");

    build.retry(job("os"));

    assertThat(build.jobsIn(JobStatus.PREPARE_ENV)).containsExactly("os.0", "os.1");
    assertThat(build.job("os.1").attempt()).isEqualTo(2);
  }

  @Test
  void the_whole_starts_anew_with_the_values_of_the_start() {
    var build = failed();
    assertThat(build.variable("X")).isEqualTo("set");

    build.later(Duration.ofHours(1)).retry(whole());

    assertThat(build.variable("X")).isEqualTo("start");
    assertThat(build.variable("BK_CI_RETRY_COUNT")).isEqualTo("1");
    assertThat(build.task("compile", 1).outputs()).isEmpty();
    assertThat(build.state().startedAt().orElseThrow())
        .isAfter(build.state().createdAt().plusSeconds(3_000));
  }

  @Test
  void the_whole_keeps_the_name_it_was_given_by_its_number_of_the_day() {
    Pipeline pipeline =
        aPipelineOf(aJob("a"))
            .customBuildNumber("${{ BUILD_NO_OF_DAY }}")
            .cleanVariablesOnRetry()
            .build();
    var third =
        new BuildRequest(
            new BuildId("b-1"),
            7,
            pipeline,
            Data.ordered(Map.of()),
            Data.ordered(Map.of()),
            Set.of(),
            Queueing.ofNamed("sample"),
            new GivenNumbers(3, OptionalLong.empty()),
            List.of(),
            Optional.empty());

    var build = aBuildOf(third).fails("a").retry(whole());

    assertThat(build.variable("BK_CI_BUILD_NUM_ALIAS")).isEqualTo("3");
  }

  @Test
  void less_than_the_whole_keeps_variables_outputs_and_the_time_of_the_start() {
    var build = failed();
    var started = build.state().startedAt();

    build.later(Duration.ofHours(1)).retry();

    assertThat(build.variable("X")).isEqualTo("set");
    assertThat(build.task("compile", 1).outputs()).containsEntry("o", "kept");
    assertThat(build.state().startedAt()).isEqualTo(started);
  }

  @Test
  void a_good_build_runs_again_as_a_whole_with_stages_its_conditions_had_skipped() {
    var build =
        aBuildOf(
            aPipeline()
                .variable("X", "1")
                .stage(aJob("a"))
                .stage(aStage(aJob("b")).when("variables.X == '1'"))
                .stage(aStage(aJob("c")).disabled()));
    build.does("a", succeeded(Map.of("X", "2"), Map.of()));
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);

    build.retry(whole()).succeeds("a", "b");

    assertThat(build.jobsIn(JobStatus.SKIP)).containsExactly("c");
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void finally_jobs_run_again_as_a_whole_even_where_one_of_them_is_named() {
    var build = aBuildOf(aPipeline().stage(aJob("a")).lastly(aJob("x"), aJob("y")));
    build.succeeds("a").fails("x").succeeds("y");

    build.retry(job("x"));

    assertThat(build.jobsIn(JobStatus.PREPARE_ENV)).containsExactly("x", "y");
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.SUCCEED);
  }
}
