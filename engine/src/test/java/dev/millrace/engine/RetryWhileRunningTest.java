package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A job that is over goes again while its stage runs on because of others. */
class RetryWhileRunningTest {
  private static TaskBuilder aCheck() {
    return aTask("check").maySkipByHand().mayBeRetriedByHand();
  }

  private static RetryScope task(String job, int position) {
    return new RetryScope.OneTask(new JobId(job), TaskId.of(new JobId(job), position));
  }

  private static PlayedBuild running() {
    return aBuildOf(
        aPipelineOf(
            aJob("a", aCheck(), aCheck(), aCheck()), aJob("b").dependsOn("a"), aJob("long")));
  }

  @Test
  void a_task_goes_again_at_once_with_the_jobs_that_depend_on_it() {
    var build = running().succeeds("a").fails("a");
    assertThat(build.statusOf("b")).isEqualTo(JobStatus.SKIP);

    build.asks(task("a", 2));

    assertThat(build.status()).isEqualTo(BuildStatus.RUNNING);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
    assertThat(build.statusOf("b")).isEqualTo(JobStatus.DEPENDENT_WAITING);
    assertThat(build.tasksOf("a"))
        .containsExactly(TaskStatus.SUCCEED, TaskStatus.QUEUE, TaskStatus.QUEUE);
    build.succeeds("a", "a", "b", "long");
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void the_build_is_at_the_same_attempt_and_the_job_is_not() {
    var build = running().succeeds("a").fails("a");

    build.asks(task("a", 2));

    assertThat(build.state().attempt()).isEqualTo(1);
    assertThat(build.variable("BK_CI_RETRY_COUNT")).isEqualTo("null");
    assertThat(build.job("a").attempt()).isEqualTo(2);
    assertThat(build.job("a").fence()).isEqualTo(2);
    assertThat(build.job("long").attempt()).isEqualTo(1);
  }

  @Test
  void what_comes_late_of_the_first_execution_does_not_hit_the_second() {
    var build = running().succeeds("a").workerStarts("long").claims("a");
    var timeout = Objects.requireNonNull(build.timers().get("task:a:2")).event();
    build.fails("a");
    List<BuildEvent> earlier = build.past();
    build.asks(task("a", 2)).workerStarts("a").claims("a");
    assertThat(build.chosen("a").id()).isEqualTo(new TaskId("a:2"));
    var before = build.state();

    for (BuildEvent event : earlier) {
      assertThat(build.on(event).state()).as("late %s", event).isSameAs(before);
    }

    assertThat(build.on(timeout).state()).isSameAs(before);
  }

  @Test
  void a_failed_task_is_skipped_and_its_job_goes_on() {
    var build = running().succeeds("a").fails("a");

    build.asks(new RetryScope.SkipTask(new JobId("a"), new TaskId("a:2")));

    assertThat(build.tasksOf("a"))
        .containsExactly(TaskStatus.SUCCEED, TaskStatus.SKIP, TaskStatus.QUEUE);
    build.succeeds("a", "b", "long");
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void one_job_of_a_matrix_goes_again_while_its_siblings_run() {
    var build = aBuildOf(aPipelineOf(aJob("m").matrix("n", "1", "2"), aJob("b").dependsOn("m")));
    build.fails("m.0");

    build.asks(new RetryScope.OneJob(new JobId("m.0"))).succeeds("m.0", "m.1", "b");

    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void with_one_job_of_a_matrix_that_is_over_the_matrix_runs_again() {
    var build =
        aBuildOf(
            aPipelineOf(aJob("m").matrix("n", "1", "2"), aJob("b").dependsOn("m"), aJob("long")));
    build.fails("m.0").succeeds("m.1");
    assertThat(build.statusOf("m")).isEqualTo(JobStatus.FAILED);

    build.asks(new RetryScope.OneJob(new JobId("m.0")));

    assertThat(build.jobsIn(JobStatus.RUNNING)).containsExactly("m");
    assertThat(build.statusOf("m.1")).isEqualTo(JobStatus.SUCCEED);
    build.succeeds("m.0", "b", "long");
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void a_later_retry_of_the_build_has_attempts_of_its_own() {
    var build = running().fails("a").asks(task("a", 1)).fails("a").succeeds("long");

    build.retry();

    assertThat(build.state().attempt()).isEqualTo(2);
    assertThat(build.variable("BK_CI_RETRY_COUNT")).isEqualTo("1");
    assertThat(build.job("a").attempt()).isEqualTo(3);
  }

  @Test
  void nothing_goes_again_in_what_is_being_ended() {
    var cancelled = running().fails("a").workerStarts("long").claims("long").cancel();
    var fastKill =
        aBuildOf(
            PipelineBuilder.aPipeline()
                .stage(aStage(aJob("a", aCheck()), aJob("long")).fastKill()));
    fastKill.workerStarts("long").claims("long").fails("a");

    assertThat(cancelled.problemOf(task("a", 1)).map(Sentence::english))
        .hasValue("the build is being cancelled");
    assertThat(fastKill.problemOf(task("a", 1)).map(Sentence::english))
        .hasValue("the stage stage-1 is being ended");
  }
}
