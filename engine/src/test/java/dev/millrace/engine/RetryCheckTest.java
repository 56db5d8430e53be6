package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent.RetryRequested;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.RetryScope.JobChoice;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
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

  private static void assertRefused(PlayedBuild build, RetryScope scope, String why) {
    assertThat(build.problemOf(scope).map(Sentence::english)).as("%s", scope).hasValue(why);
    var before = build.state();
    assertThat(build.asks(scope).state()).as("%s", scope).isSameAs(before);
  }

  private static RetryScope job(String id) {
    return new RetryScope.OneJob(new JobId(id));
  }

  private static RetryScope task(String id) {
    return new RetryScope.OneTask(new JobId(id.replaceFirst(":.*", "")), new TaskId(id));
  }

  private static RetryScope skip(String id) {
    return new RetryScope.SkipTask(new JobId(id.replaceFirst(":.*", "")), new TaskId(id));
  }

  private static RetryScope stage(String id, JobChoice choice) {
    return new RetryScope.FromStage(new StageId(id), choice);
  }

  @Test
  void whoever_names_what_is_not_there_or_is_good_is_told() {
    var build = failed();

    assertRefused(build, stage("x", JobChoice.ALL_JOBS), "there is no stage x");
    assertRefused(build, job("x"), "there is no job x");
    assertRefused(build, task("a:9"), "the job a has no task a:9");
    assertRefused(build, job("b"), "the job b neither failed nor was cancelled");
    assertRefused(build, job("c"), "the job c neither failed nor was cancelled");
    assertRefused(build, new RetryScope.FailedCases(new JobId("a")), "the job a has no matrix");
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
}
