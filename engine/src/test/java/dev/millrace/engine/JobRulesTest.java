package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobRulesTest {
  @Test
  void a_job_waits_for_the_jobs_it_depends_on_by_id_or_by_name() {
    var build =
        aBuildOf(aPipelineOf(aJob("a"), aJob("b").name("Bee"), aJob("c").dependsOn("a", "Bee")));

    assertThat(build.statusOf("c")).isEqualTo(JobStatus.DEPENDENT_WAITING);
    build.succeeds("a");
    assertThat(build.statusOf("c")).isEqualTo(JobStatus.DEPENDENT_WAITING);
    build.succeeds("b");

    assertThat(build.statusOf("c")).isEqualTo(JobStatus.PREPARE_ENV);
  }

  @Test
  void a_failed_job_takes_those_with_it_that_wait_for_it_even_where_it_may_fail() {
    var build =
        aBuildOf(
            aPipelineOf(aJob("a").mayFail(), aJob("b").dependsOn("a"), aJob("c").dependsOn("b")));

    build.fails("a");

    assertThat(build.jobsIn(JobStatus.SKIP)).containsExactly("b", "c");
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void a_job_that_may_fail_does_not_fail_its_stage() {
    var build = aBuildOf(aPipeline().stage(aJob("a").mayFail()).stage(aJob("b")));

    build.fails("a");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
    assertThat(build.stages()).containsExactly(StageStatus.SUCCEED, StageStatus.RUNNING);
  }

  @Test
  void in_a_fast_kill_stage_the_first_failure_ends_the_other_jobs() {
    var build =
        aBuildOf(
            aPipeline()
                .stage(
                    aStage(
                            aJob("a"),
                            aJob("b", aTask("1"), aTask("2")),
                            aJob("c"),
                            aJob("d").dependsOn("b"))
                        .fastKill()));
    build.workerStarts("b").claims("b");

    build.fails("a");
    assertThat(build.statusOf("c")).isEqualTo(JobStatus.UNEXEC);
    assertThat(build.statusOf("d")).isEqualTo(JobStatus.UNEXEC);
    assertThat(build.effects()).anyMatch(Effect.StopTask.class::isInstance);
    build.reports("b", TaskResults.cancelled());

    assertThat(build.statusOf("b")).isEqualTo(JobStatus.FAILED);
    assertThat(build.tasksOf("b")).containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC);
    assertThat(build.job("b").failure().orElseThrow().code()).isEqualTo(FailureCodes.FAST_KILL);
    assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
  }

  @Test
  void a_failure_that_is_excused_kills_nothing() {
    var build = aBuildOf(aPipeline().stage(aStage(aJob("a").mayFail(), aJob("b")).fastKill()));

    build.fails("a");

    assertThat(build.statusOf("b")).isEqualTo(JobStatus.PREPARE_ENV);
  }

  @Test
  void no_machine_in_time_fails_the_job() {
    var build = aBuildOf(aPipelineOf(aJob("a").prepareMinutes(3)));

    assertThat(build.due("prepare:a")).isEqualTo(VirtualClock.START.plus(Duration.ofMinutes(3)));
    build.timer("prepare:a");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.UNEXEC);
    assertThat(build.job("a").failure().orElseThrow().code())
        .isEqualTo(FailureCodes.PREPARE_TIMEOUT);
  }

  @Test
  void a_job_over_its_timeout_stops_its_task_and_fails() {
    var build =
        aBuildOf(
            aPipelineOf(aJob("a", aTask("1"), aTask("2")).timeout("${MINUTES}"))
                .variable("MINUTES", "7"));
    build.workerStarts("a").claims("a");

    assertThat(build.due("job:a")).isEqualTo(VirtualClock.START.plus(Duration.ofMinutes(7)));
    build.timer("job:a").reports("a", TaskResults.cancelled());

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
    assertThat(build.job("a").failure().orElseThrow().code()).isEqualTo(FailureCodes.JOB_TIMEOUT);
  }

  @Test
  void a_worker_lost_before_a_task_began_is_replaced_a_few_times() {
    var build = aBuildOf(aPipelineOf(aJob("a")));

    build.workerStarts("a").loses("a");
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
    assertThat(build.effects())
        .contains(
            new Effect.ReleaseMachine(new JobId("a"), 1, 1),
            new Effect.PrepareMachine(new JobId("a"), 1, 2));
    build.loses("a").loses("a");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
    assertThat(build.job("a").failure().orElseThrow().message().english()).isEqualTo("worker lost");
  }

  @Test
  void a_worker_lost_after_a_task_began_fails_the_job() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2"))));

    build.workerStarts("a").claims("a").loses("a");

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.FAILED, TaskStatus.UNEXEC);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void a_worker_lost_by_the_users_fault_is_not_replaced() {
    var build = aBuildOf(aPipelineOf(aJob("a")));

    build.loses("a", FailureKind.USER);

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void a_fenced_off_worker_is_not_heard() {
    var build = aBuildOf(aPipelineOf(aJob("a")));
    build.loses("a");
    var before = build.state();

    build.on(new dev.millrace.engine.event.BuildEvent.WorkerStarted(new JobId("a"), 1, 1));

    assertThat(build.state()).isSameAs(before);
  }

  @Test
  void no_machine_is_asked_for_where_no_task_would_run() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").when("1 == 2"))));

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.SKIP);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.SUCCEED);
    assertThat(build.effects()).noneMatch(Effect.PrepareMachine.class::isInstance);
  }

  @Test
  void a_job_that_has_no_worker_can_not_lose_it() {
    var build = aBuildOf(aPipelineOf(aJob("a"), aJob("b").dependsOn("a")));
    var before = build.state();

    build.loses("b");

    assertThat(build.state()).isSameAs(before);
  }
}
