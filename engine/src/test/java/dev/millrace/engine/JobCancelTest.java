package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PartCancelWishes.cancelJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aReview;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is cleared and what is kept when a job is told to stop, by where it is. */
class JobCancelTest {
  private static final Effect STOP =
      new Effect.StopTask(new JobId("a"), 1, 1, new TaskId("a:1"), 0);
  private static final Effect RELEASE = new Effect.ReleaseMachine(new JobId("a"), 1, 1);

  private static PlayedBuild running(TaskBuilder... tasks) {
    return aBuildOf(aPipelineOf(aJob("a", tasks), aJob("other"))).workerStarts("a").claims("a");
  }

  private static String reasonOf(PlayedBuild build, String job) {
    return build.job(job).failure().orElseThrow().message().english();
  }

  @ParameterizedTest(name = "forced: {0}")
  @ValueSource(booleans = {false, true})
  void a_job_that_waits_for_a_machine_gives_it_back_and_says_who_cancelled_it(boolean forced) {
    var build = aBuildOf(aPipelineOf(aJob("a")));

    cancelJob(build, "a", forced);

    assertThat(build.effects()).contains(RELEASE);
    assertThat(build.timers()).isEmpty();
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.CANCELED);
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.UNEXEC);
    assertThat(reasonOf(build, "a")).isEqualTo("the job was cancelled by ann");
    assertThat(build.job("a").failure().orElseThrow().code()).isEqualTo(FailureCodes.CANCELLED);
  }

  @Test
  void a_job_that_waits_for_another_is_over_and_the_other_is_not() {
    var build = aBuildOf(aPipelineOf(aJob("a"), aJob("b").dependsOn("a")));

    cancelJob(build, "b", false);

    assertThat(build.statusOf("b")).isEqualTo(JobStatus.CANCELED);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
  }

  @Test
  void a_job_that_waits_for_a_mutex_lets_go_of_it() {
    var build = aBuildOf(aPipelineOf(aJob("a").mutex("lock")));

    cancelJob(build, "a", false);

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.CANCELED);
    assertThat(build.effects()).anyMatch(Effect.ReleaseMutex.class::isInstance);
    assertThat(build.timers()).isEmpty();
  }

  @Test
  void a_running_job_keeps_its_machine_until_its_task_has_stopped() {
    var build = running(aTask("1")).later(Duration.ofMinutes(1));

    cancelJob(build, "a", false);

    assertThat(build.effects()).contains(STOP).doesNotContain(RELEASE);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.RUNNING);
    assertThat(build.due("task:a:1"))
        .isEqualTo(VirtualClock.START.plus(Duration.ofMinutes(1)).plus(WorkerTaskControl.PATIENCE));
    build.reports("a", TaskResults.cancelled());
    assertThat(build.effects()).contains(RELEASE);
    assertThat(build.timers()).containsOnlyKeys("prepare:other");
    assertThat(build.task("a", 1).failure()).isEqualTo(build.job("a").failure());
  }

  @Test
  void a_second_wish_without_force_changes_nothing() {
    var build = running(aTask("1"));
    cancelJob(build, "a", false);
    var before = build.state();

    cancelJob(build, "a", "bob", false);

    assertThat(build.state()).isSameAs(before);
    assertThat(build.effects()).isEmpty();
  }

  @Test
  void by_force_a_running_job_is_over_at_once_and_nothing_watches_it_any_more() {
    var build = running(aTask("1").when(Word.ALWAYS), aTask("2").when(Word.ALWAYS));

    cancelJob(build, "a", true);

    assertThat(build.effects()).contains(STOP, RELEASE);
    assertThat(build.timers()).containsOnlyKeys("prepare:other");
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.CANCELED);
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC);
    assertThat(reasonOf(build, "a")).isEqualTo("the job was cancelled by ann");
    assertThat(build.task("a", 1).failure()).isEqualTo(build.job("a").failure());
    assertThat(build.succeeds("other").status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void by_force_a_task_that_nobody_has_claimed_was_never_reached() {
    var build = aBuildOf(aPipelineOf(aJob("a"))).workerStarts("a");

    cancelJob(build, "a", true);

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.UNEXEC);
    assertThat(build.effects()).contains(RELEASE).noneMatch(Effect.StopTask.class::isInstance);
  }

  @Test
  void whoever_was_first_is_named_though_another_forces_it() {
    var build = running(aTask("1"));

    cancelJob(build, "a", "ann", false);
    cancelJob(build, "a", "bob", true);

    assertThat(reasonOf(build, "a")).isEqualTo("the job was cancelled by ann");
    assertThat(build.task("a", 1).failure()).isEqualTo(build.job("a").failure());
  }

  @Test
  void a_job_that_is_being_ended_keeps_its_reason_and_is_not_told_again() {
    var build = running(aTask("1")).timer("job:a");
    var reason = build.job("a").failure();
    var before = build.state();

    cancelJob(build, "a", false);
    assertThat(build.state()).isSameAs(before);
    cancelJob(build, "a", true);

    assertThat(reason.orElseThrow().code()).isEqualTo(FailureCodes.JOB_TIMEOUT);
    assertThat(build.job("a").failure()).isEqualTo(reason);
    assertThat(build.task("a", 1).failure()).isEqualTo(reason);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.CANCELED);
  }

  @Test
  void a_cancelled_job_may_wait_for_a_machine_for_what_runs_whatever_happens() {
    var build = aBuildOf(aPipelineOf(aJob("a", aReview("ann"), aTask("2").when(Word.ALWAYS))));
    cancelJob(build, "a", false);
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.QUEUE);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
    var before = build.state();

    cancelJob(build, "a", "bob", false);
    assertThat(build.state()).isSameAs(before);
    cancelJob(build, "a", "bob", true);

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.CANCELED);
    assertThat(build.timers()).isEmpty();
  }

  @ParameterizedTest(name = "forced: {0}")
  @ValueSource(booleans = {false, true})
  void a_paused_job_is_over_with_the_task_that_nobody_let_go_on(boolean forced) {
    var always = aTask("2").when(Word.ALWAYS);
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").pausesBefore(), always)));

    cancelJob(build, "a", forced);

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.CANCELED);
    assertThat(reasonOf(build, "a")).isEqualTo("the job was cancelled by ann");
    assertThat(build.task("a", 1).failure()).isEqualTo(build.job("a").failure());
  }

  @Test
  void a_failure_before_the_pause_is_told_first() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2").pausesBefore().when(Word.FAILURE))));
    build.fails("a");

    cancelJob(build, "a", false);

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.FAILED, TaskStatus.CANCELED);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void a_second_wish_about_a_matrix_keeps_the_reason_and_by_force_ends_every_job_of_it() {
    var build = aBuildOf(aPipelineOf(aJob("m").matrix(2, "n", "1", "2", "3"), aJob("other")));
    build.workerStarts("m.0").claims("m.0").workerStarts("m.1").claims("m.1");

    cancelJob(build, "m", "ann", false);
    assertThat(build.statusOf("m")).isEqualTo(JobStatus.RUNNING);
    assertThat(build.effects()).filteredOn(Effect.StopTask.class::isInstance).hasSize(2);
    cancelJob(build, "m", "bob", true);

    assertThat(build.effects()).filteredOn(Effect.StopTask.class::isInstance).hasSize(2);
    assertThat(build.jobsIn(JobStatus.CANCELED)).containsExactly("m", "m.0", "m.1", "m.2");
    assertThat(reasonOf(build, "m")).isEqualTo("the job was cancelled by ann");
    assertThat(build.timers()).containsOnlyKeys("prepare:other");
  }

  @Test
  void a_matrix_that_is_told_to_stop_starts_no_other_job() {
    var build = aBuildOf(aPipelineOf(aJob("m").matrix(1, "n", "1", "2")));
    build.workerStarts("m.0").claims("m.0");

    cancelJob(build, "m", false);

    assertThat(build.statusOf("m.1")).isEqualTo(JobStatus.CANCELED);
    assertThat(build.effects()).noneMatch(Effect.PrepareMachine.class::isInstance);
  }

  @Test
  void a_matrix_of_which_a_job_failed_before_has_failed() {
    var build = aBuildOf(aPipelineOf(aJob("m").matrix("n", "1", "2"))).fails("m.0");

    cancelJob(build, "m", false);

    assertThat(build.statusOf("m.1")).isEqualTo(JobStatus.CANCELED);
    assertThat(build.statusOf("m")).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void a_matrix_killed_for_a_failure_keeps_that_reason() {
    var build = aBuildOf(aPipelineOf(aJob("m").fastKillMatrix("n", "1", "2")));
    build.workerStarts("m.1").claims("m.1").fails("m.0");

    cancelJob(build, "m", true);

    assertThat(build.job("m").failure().orElseThrow().code()).isEqualTo(FailureCodes.FAST_KILL);
    assertThat(build.job("m.1").failure().orElseThrow().code()).isEqualTo(FailureCodes.FAST_KILL);
    assertThat(build.statusOf("m.1")).isEqualTo(JobStatus.CANCELED);
  }

  @Test
  void a_review_that_a_cancelled_job_waits_for_is_over() {
    var build = aBuildOf(aPipelineOf(aJob("a", aReview("ann").remindsAfter(1), aTask("2"))));

    cancelJob(build, "a", false);
    build.on(
        new BuildEvent.TaskReviewed(
            new TaskId("a:1"), new JobId("a"), 1, 0, "ann", true, "", Data.ordered(Map.of())));

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC);
    assertThat(build.timers()).isEmpty();
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }
}
