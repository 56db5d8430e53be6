package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PartCancelWishes.cancelJob;
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
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent.RetryRequested;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.RetryScope.JobChoice;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.wording.Sentence;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a build that runs can't go again, and what whoever asks for it is told. */
class RetryOfRunningTest {
  private static TaskBuilder aCheck() {
    return aTask("check").maySkipByHand().mayBeRetriedByHand();
  }

  /** Job a and a matrix have failed; a long job runs on. */
  private static PlayedBuild running() {
    return aBuildOf(
            aPipelineOf(
                aJob("a", aCheck()), aJob("m", aCheck()).matrix("n", "1", "2"), aJob("long")))
        .fails("a", "m.0", "m.1");
  }

  static Stream<RetryScope> tooMuch() {
    return Stream.of(
        new RetryScope.Whole(),
        new RetryScope.Failed(),
        stage("stage-1", JobChoice.ALL_JOBS),
        stage("stage-1", JobChoice.BEHIND_FAILED_TASKS),
        job("a"),
        job("m"),
        job("x"),
        cases("m"));
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void more_than_a_task_or_one_job_of_a_matrix_waits_for_the_end_of_the_build(RetryScope scope) {
    assertRefused(
        running(),
        scope,
        "while a build runs, only a task or one job of a matrix can run again, not more");
  }

  static Stream<RetryScope> little() {
    return Stream.of(job("m.0"), task("a:1"), task("m.1:1"), skip("a:1"), skip("m.0:1"));
  }

  @ParameterizedTest
  @MethodSource("little")
  void a_task_or_one_job_of_a_matrix_goes_again_at_once(RetryScope scope) {
    assertAllowed(running(), scope);
  }

  @Test
  void what_is_not_there_does_not_go_again() {
    assertRefused(running(), task("x:1"), "there is no job x");
    assertRefused(running(), task("a:2"), "the job a has no task a:2");
    assertRefused(running(), task("m:1"), "the job m is a matrix; name one of its jobs");
  }

  @Test
  void a_stage_that_is_over_waits_for_the_end_of_the_build() {
    var build = aBuildOf(aPipeline().stage(aJob("a", aCheck())).lastly(aJob("z"))).fails("a");

    assertRefused(build, task("a:1"), "the stage stage-1 does not run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"locked", "waiting", "preparing", "running", "paused", "good", "skipped"})
  void a_job_that_has_not_ended_badly_does_not_go_again(String id) {
    var build =
        aBuildOf(
            aPipelineOf(
                aJob("locked", aCheck()).mutex("lock"),
                aJob("waiting", aCheck()).dependsOn("locked"),
                aJob("preparing", aCheck()),
                aJob("running", aCheck(), aCheck()),
                aJob("paused", aCheck().pausesBefore()),
                aJob("good", aCheck()),
                aJob("skipped", aCheck()).when("1 == 2")));
    build.succeeds("running", "good");

    assertRefused(build, task(id + ":1"), "the job " + id + " neither failed nor was cancelled");
  }

  @Test
  void a_matrix_that_is_being_ended_is_not_gone_on_with() {
    var killed =
        aBuildOf(aPipelineOf(aJob("m", aCheck()).fastKillMatrix("n", "1", "2"), aJob("long")));

    killed.workerStarts("m.1").claims("m.1").fails("m.0");

    assertRefused(killed, job("m.0"), "the job m is being ended");
  }

  @Test
  void a_matrix_that_was_cancelled_is_gone_on_with_when_it_is_over() {
    var build = aBuildOf(aPipelineOf(aJob("m", aCheck()).matrix("n", "1", "2"), aJob("long")));
    build.workerStarts("m.1").claims("m.1").fails("m.0");

    cancelJob(build, "m", false);
    assertRefused(build, job("m.0"), "the job m is being ended");
    build.reports("m.1", TaskResults.cancelled());

    assertThat(build.statusOf("m")).isEqualTo(JobStatus.FAILED);
    assertAllowed(build, job("m.0"));
    assertThat(build.statusOf("m")).isEqualTo(JobStatus.RUNNING);
    build.succeeds("m.0");
    assertThat(build.statusOf("m")).isEqualTo(JobStatus.CANCELED);
  }

  @Test
  void of_two_who_ask_for_the_same_job_the_second_is_told() {
    var build = running();
    var wish = RetryRequested.of(build.state(), "bob", task("a:1"), false);
    build.asks(task("a:1")).fails("a");
    var before = build.state();

    assertThat(RetryCheck.problemOf(before, wish, before.createdAt()).map(Sentence::english))
        .hasValue("it was retried meanwhile");
    assertThat(build.on(wish).state()).isSameAs(before);
  }
}
