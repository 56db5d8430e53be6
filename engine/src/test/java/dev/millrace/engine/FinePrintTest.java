package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent.CancelRequested;
import dev.millrace.engine.event.BuildEvent.TaskCompleted;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What mutation testing found could be broken without a test that says so. */
class FinePrintTest {
  @Test
  void the_timer_of_a_task_that_will_run_again_is_cleared() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").retries(1))));

    build.fails("a");

    assertThat(build.timers()).containsOnlyKeys("job:a", "retry:a:1");
  }

  @Test
  void the_end_of_an_earlier_run_of_a_task_is_not_heard() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").retries(1))));
    build.fails("a").retriesNow("a").claims("a");
    var before = build.state();

    build.on(
        new TaskCompleted(new JobId("a"), 1, 1, new TaskId("a:1"), 0, TaskResults.succeeded()));

    assertThat(build.state()).isSameAs(before);
  }

  @Test
  void the_end_of_another_task_is_not_heard() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2"))));
    build.succeeds("a").claims("a");
    var before = build.state();

    build.on(
        new TaskCompleted(new JobId("a"), 1, 1, new TaskId("a:1"), 0, TaskResults.succeeded()));

    assertThat(build.state()).isSameAs(before);
  }

  @Test
  void a_task_told_to_stop_has_a_little_time() {
    var build = aBuildOf(aPipelineOf(aJob("a")));
    build.workerStarts("a").claims("a");

    build.later(Duration.ofMinutes(1)).cancel();

    assertThat(build.due("task:a:1"))
        .isEqualTo(VirtualClock.START.plus(Duration.ofMinutes(1)).plus(WorkerTaskControl.PATIENCE));
  }

  @Test
  void a_task_ended_by_the_server_says_whether_it_was_slow_or_cancelled() {
    var slow = aBuildOf(aPipelineOf(aJob("a")));
    var cancelled = aBuildOf(aPipelineOf(aJob("a")));

    slow.workerStarts("a").claims("a").timer("task:a:1");
    cancelled.workerStarts("a").claims("a").cancel().timer("task:a:1");

    assertThat(slow.task("a", 1).failure().orElseThrow().code())
        .isEqualTo(FailureCodes.TASK_TIMEOUT);
    assertThat(cancelled.task("a", 1).failure().orElseThrow().code())
        .isEqualTo(FailureCodes.CANCELLED);
  }

  @Test
  void a_task_whose_worker_was_lost_before_it_claimed_it_waits_again() {
    var build = aBuildOf(aPipelineOf(aJob("a")));

    build.workerStarts("a").loses("a");

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.QUEUE);
  }

  @Test
  void a_job_over_its_timeout_ends_at_once_where_no_task_runs() {
    var build = aBuildOf(aPipelineOf(aJob("a")));

    build.workerStarts("a").timer("job:a");

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void a_job_that_never_began_because_of_fast_kill_says_so() {
    var build = aBuildOf(aPipeline().stage(aStage(aJob("a"), aJob("b")).fastKill()));

    build.fails("a");

    assertThat(build.job("b").failure().orElseThrow().code()).isEqualTo(FailureCodes.FAST_KILL);
  }

  @Test
  void a_matrix_ended_by_fast_kill_says_so() {
    var build = aBuildOf(aPipelineOf(aJob("m").fastKillMatrix("n", "1", "2")));

    build.fails("m.0");

    assertThat(build.job("m").failure().orElseThrow().code()).isEqualTo(FailureCodes.FAST_KILL);
  }

  @Test
  void a_forced_cancel_ends_the_running_finally_job_as_cancelled() {
    var build = aBuildOf(aPipeline().stage(aJob("a")).lastly(aJob("z")));
    build.succeeds("a").workerStarts("z").claims("z");

    build.cancelByForce();

    assertThat(build.tasksOf("z")).containsExactly(TaskStatus.CANCELED);
    assertThat(build.statusOf("z")).isEqualTo(JobStatus.CANCELED);
    assertThat(build.stages()).containsExactly(StageStatus.SUCCEED, StageStatus.CANCELED);
    assertThat(build.effects()).anyMatch(Effect.StopTask.class::isInstance);
  }

  @Test
  void a_cancel_by_nobody_in_particular_names_nobody() {
    var build = aBuildOf(aPipelineOf(aJob("a")));
    var byAnn = aBuildOf(aPipelineOf(aJob("a")));

    build.workerStarts("a").on(new CancelRequested("", false));
    byAnn.workerStarts("a").cancel();

    assertThat(build.task("a", 1).failure().orElseThrow().message().english())
        .doesNotContain(" by ");
    assertThat(byAnn.task("a", 1).failure().orElseThrow().message().english()).contains("ann");
  }

  @Test
  void a_build_began_when_it_began_first() {
    var build = aBuildOf(aPipelineOf(aJob("a")));

    build.fails("a").later(Duration.ofHours(1)).retry();

    assertThat(build.state().startedAt()).contains(VirtualClock.START);
  }

  @Test
  void a_job_whose_worker_was_replaced_has_waited_since_the_first() {
    var build = aBuildOf(aPipelineOf(aJob("a")));

    build.later(Duration.ofMinutes(1)).loses("a");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
    assertThat(build.job("a").preparedAt()).contains(VirtualClock.START);
  }

  @Test
  void a_build_in_the_queue_says_it_is_not_over() {
    assertThat(BuildStatus.QUEUE.isFinished()).isFalse();
    assertThat(BuildStatus.CANCELED.isFinished()).isTrue();
  }

  @Test
  void jobs_that_were_skipped_make_a_stage_skipped_only_if_all_were() {
    var allSkipped = aBuildOf(aPipelineOf(aJob("a").when("1 == 2"), aJob("b").when("1 == 2")));
    var oneMayFail = aBuildOf(aPipelineOf(aJob("a").when("1 == 2"), aJob("b").mayFail()));

    oneMayFail.fails("b");

    assertThat(allSkipped.stages()).containsExactly(StageStatus.SKIP);
    assertThat(oneMayFail.stages()).containsExactly(StageStatus.SUCCEED);
  }

  @Test
  void as_many_cases_at_once_as_may_be_are_no_mistake() {
    var build = aBuildOf(aPipelineOf(aJob("m").matrix(MatrixControl.MAX_PARALLEL, "n", "1")));

    assertThat(build.jobsIn(JobStatus.PREPARE_ENV)).containsExactly("m.0");
  }

  @Test
  void a_job_whose_own_texts_grow_out_of_bounds_fails_and_says_so() {
    var build =
        aBuildOf(
            aPipelineOf(aJob("a").environment(Map.of("E", "${BIG}".repeat(400))))
                .variable("BIG", "x".repeat(4000)));

    build.workerStarts("a");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
    assertThat(build.job("a").failure().orElseThrow().code()).isEqualTo(FailureCodes.TEXT_TOO_LONG);
  }
}
