package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.RetryWishes.assertAllowed;
import static dev.millrace.engine.RetryWishes.assertRefused;
import static dev.millrace.engine.RetryWishes.cases;
import static dev.millrace.engine.RetryWishes.job;
import static dev.millrace.engine.RetryWishes.skip;
import static dev.millrace.engine.RetryWishes.stage;
import static dev.millrace.engine.RetryWishes.task;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent.BuildAdmitted;
import dev.millrace.engine.event.BuildEvent.OfTrigger.TriggerApproved;
import dev.millrace.engine.event.BuildEvent.QueueTimedOut;
import dev.millrace.engine.event.BuildEvent.RetryRequested;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.RetryScope.JobChoice;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can't run again, and what whoever asks for it is told. */
class RetryCheckTest {
  /** Job a has failed in its second of three tasks; b ran well, c was skipped with a. */
  private static PlayedBuild failed() {
    return aBuildOf(
            aPipelineOf(
                aJob("a", aTask("1"), aTask("2"), aTask("3")),
                aJob("b"),
                aJob("c").dependsOn("a"),
                aJob("m").matrix("n", "1", "2")))
        .succeeds("a", "b", "m.0", "m.1")
        .fails("a");
  }

  @Test
  void whoever_names_what_is_not_there_or_is_good_is_told() {
    var build = failed();

    assertRefused(build, stage("x", JobChoice.ALL_JOBS), "there is no stage x");
    assertRefused(build, job("x"), "there is no job x");
    assertRefused(build, task("a:9"), "the job a has no task a:9");
    assertRefused(build, job("b"), "the job b neither failed nor was cancelled");
    assertRefused(build, job("c"), "the job c neither failed nor was cancelled");
    assertRefused(build, cases("a"), "the job a has no matrix");
    assertRefused(build, task("a:3"), "the task a:3 comes after a:2, which is not good");
    assertRefused(build, skip("a:1"), "the task a:1 has not failed");
  }

  @Test
  void the_pipeline_decides_which_tasks_are_retried_alone_or_skipped() {
    var build = failed();

    assertRefused(build, task("a:2"), "the pipeline does not allow a retry of the task a:2 alone");
    assertRefused(build, skip("a:2"), "the pipeline does not allow anybody to skip the task a:2");
    assertRefused(
        build,
        stage("stage-1", JobChoice.BEHIND_FAILED_TASKS),
        "the pipeline does not allow anybody to skip the task a:2");
  }

  @Test
  void who_operates_the_build_may_retry_and_skip_any_task() {
    for (RetryScope scope : new RetryScope[] {task("a:2"), skip("a:2")}) {
      var build = failed();

      build.on(RetryRequested.of(build.state(), "ann", scope, true));

      assertThat(build.status()).isEqualTo(BuildStatus.QUEUE);
    }
  }

  @Test
  void a_job_that_depends_on_one_that_is_not_good_waits_for_that() {
    var build = aBuildOf(aPipelineOf(aJob("a"), aJob("b").dependsOn("a")));
    build.cancel();

    assertRefused(build, job("b"), "the job b depends on a, which is not good");
  }

  @Test
  void a_job_that_was_never_reached_is_not_retried_alone() {
    var build = aBuildOf(aPipeline().stage(aJob("a")).stage(aStage(aJob("b")).id("later")));
    build.fails("a");

    assertRefused(build, job("b"), "the job b neither failed nor was cancelled");
    assertRefused(
        build,
        stage("later", JobChoice.ALL_JOBS),
        "the stage later neither failed nor was cancelled");
  }

  @Test
  void a_build_that_is_good_waits_or_runs_has_nothing_to_go_on_with() {
    var good = aBuildOf(aPipelineOf(aJob("a"))).succeeds("a");
    var running = aBuildOf(aPipelineOf(aJob("a")));
    var waiting = PlayedBuild.queued(BuildRequests.requestOf(aPipeline().build(), Map.of()));

    assertRefused(good, new RetryScope.Failed(), "nothing failed and nothing was cancelled");
    assertRefused(
        running,
        new RetryScope.Failed(),
        "while a build runs, only a task or one job of a matrix can run again, not more");
    assertRefused(waiting, new RetryScope.Failed(), "the build waits in the queue");
  }

  @Test
  void a_wish_about_an_earlier_attempt_is_not_one_about_this() {
    var build = failed();
    var wish = RetryRequested.of(build.state(), "ann", new RetryScope.Failed(), false);
    build.retry().fails("a");
    var before = build.state();

    assertThat(build.on(wish).state()).isSameAs(before);
    assertThat(RetryCheck.problemOf(before, wish, before.createdAt()).map(Sentence::english))
        .hasValue("it was retried meanwhile");
  }

  @Test
  void a_build_is_retried_for_28_days_after_its_start() {
    var build = aBuildOf(aPipelineOf(aJob("a"))).fails("a");

    assertThat(build.later(RetryCheck.MAX_AGE).problemOf(new RetryScope.Failed())).isEmpty();
    build.later(Duration.ofSeconds(1));

    assertRefused(build, new RetryScope.Failed(), "the build started more than 28 days ago");
  }

  @Test
  void a_build_that_never_began_counts_from_when_it_was_wanted() {
    var request = BuildRequests.requestOf(aPipelineOf(aJob("a")).build(), Map.of());
    var waited = PlayedBuild.queued(request).later(Duration.ofDays(3));
    var began = PlayedBuild.queued(request).later(Duration.ofDays(3));

    waited.on(new QueueTimedOut(1, Sentence.verbatim("waited"))).later(Duration.ofDays(25));
    began.on(new BuildAdmitted(1)).fails("a").later(Duration.ofDays(28));

    assertThat(waited.problemOf(new RetryScope.Failed())).isEmpty();
    assertRefused(
        waited.later(Duration.ofNanos(1)),
        new RetryScope.Failed(),
        "the build started more than 28 days ago");
    assertAllowed(began, new RetryScope.Failed());
  }

  @Test
  void a_build_that_people_have_let_begin_is_retried_as_any_other() {
    var request =
        BuildRequests.reviewedBy(
            "ann", BuildRequests.requestOf(aPipelineOf(aJob("a")).build(), Map.of()));
    var build = PlayedBuild.queued(request);

    assertRefused(build, new RetryScope.Failed(), "the build waits for a review");
    build.on(new TriggerApproved("ann")).on(new BuildAdmitted(1)).fails("a");

    assertAllowed(build, new RetryScope.Failed());
  }

  @Test
  void a_stage_is_gone_on_with_if_it_failed_or_was_cancelled() {
    var failed =
        aBuildOf(aPipeline().stage(aStage(aJob("a")).when("1 == 2")).stage(aJob("b"))).fails("b");
    var cancelled = aBuildOf(aPipeline().stage(aJob("a")).stage(aJob("b"))).succeeds("a").cancel();

    assertThat(failed.stages()).containsExactly(StageStatus.SKIP, StageStatus.FAILED);
    assertThat(cancelled.stages()).containsExactly(StageStatus.SUCCEED, StageStatus.CANCELED);
    for (PlayedBuild build : new PlayedBuild[] {failed, cancelled}) {
      assertRefused(
          build,
          stage("stage-1", JobChoice.ALL_JOBS),
          "the stage stage-1 neither failed nor was cancelled");
      assertAllowed(build, stage("stage-2", JobChoice.ALL_JOBS));
    }
  }

  @Test
  void a_job_that_another_took_along_before_it_began_is_retried_alone() {
    var build = aBuildOf(aPipeline().stage(aStage(aJob("a"), aJob("b")).fastKill())).fails("a");

    assertThat(build.statusOf("b")).isEqualTo(JobStatus.UNEXEC);
    assertAllowed(build, job("b"));
  }

  @Test
  void a_job_whose_dependencies_are_good_waits_for_none() {
    for (String id : new String[] {"b", "m", "m.0"}) {
      var build =
          aBuildOf(
              aPipelineOf(
                  aJob("a"), aJob("b").dependsOn("a"), aJob("m").dependsOn("a").matrix("n", "1")));
      build.succeeds("a").fails("b", "m.0");

      assertAllowed(build, job(id));
    }
  }

  @Test
  void finally_jobs_all_run_again_and_wait_for_none_that_is_not_good() {
    var build =
        aBuildOf(aPipeline().stage(aJob("a")).lastly(aJob("x"), aJob("y").dependsOn("x")))
            .succeeds("a")
            .cancelByForce();

    assertThat(build.jobsIn(JobStatus.CANCELED)).containsExactly("x", "y");
    assertAllowed(build, job("y"));
  }

  @Test
  void a_matrix_has_no_tasks_of_its_own() {
    var build = aBuildOf(aPipelineOf(aJob("m").matrix("n", "1"), aJob("k").matrix("n", "1")));
    build.fails("m.0").succeeds("k.0");

    assertRefused(build, task("m:1"), "the job m is a matrix; name one of its jobs");
    assertRefused(build, skip("m:1"), "the job m is a matrix; name one of its jobs");
    assertRefused(build, cases("k"), "the job k neither failed nor was cancelled");
    assertRefused(build, cases("m.0"), "the job m.0 has no matrix");
    assertAllowed(build, cases("m"));
  }
}
