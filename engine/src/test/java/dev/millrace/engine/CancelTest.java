package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.RunCondition.Word;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CancelTest {
  @Test
  void a_build_in_the_queue_is_cancelled_at_once() {
    var build =
        PlayedBuild.queued(
            BuildRequests.requestOf(aPipelineOf(aJob("a")).lastly(aJob("z")).build(), Map.of()));

    build.cancel();

    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(build.jobsIn(JobStatus.UNEXEC)).containsExactly("a", "z");
  }

  @Test
  void a_running_task_is_told_to_stop_and_waited_for() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2"))));
    build.workerStarts("a").claims("a");

    build.cancel();

    assertThat(build.effects())
        .contains(new Effect.StopTask(new JobId("a"), 1, 1, new TaskId("a:1"), 0));
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.RUNNING, TaskStatus.QUEUE);
    build.reports("a", TaskResults.succeeded());
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.CANCELED);
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_worker_that_does_not_answer_is_not_waited_for_long() {
    var build = aBuildOf(aPipelineOf(aJob("a")));
    build.workerStarts("a").claims("a").cancel();

    build.timer("task:a:1");

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED);
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void jobs_that_have_not_begun_are_cancelled() {
    var build = aBuildOf(aPipelineOf(aJob("a"), aJob("b").dependsOn("a")));

    build.cancel();

    assertThat(build.jobsIn(JobStatus.CANCELED)).containsExactly("a", "b");
    assertThat(build.effects()).contains(new Effect.ReleaseMachine(new JobId("a"), 1, 1));
  }

  @Test
  void tasks_that_always_run_and_finally_jobs_still_run() {
    var build =
        aBuildOf(
            aPipeline()
                .stage(aJob("a", aTask("1"), aTask("2"), aTask("3").when(Word.ALWAYS)))
                .stage(aJob("b"))
                .lastly(aJob("clean"), aJob("mourn").when(Word.CANCELLED)));
    build.workerStarts("a").claims("a").cancel();

    build.reports("a", TaskResults.cancelled());
    assertThat(build.tasksOf("a"))
        .containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC, TaskStatus.QUEUE_CACHE);
    build.succeeds("a");
    assertThat(build.stages())
        .containsExactly(StageStatus.CANCELED, StageStatus.UNEXEC, StageStatus.RUNNING);
    build.succeeds("clean", "mourn");

    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_running_task_that_always_runs_is_not_stopped() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").when(Word.ALWAYS))));
    build.workerStarts("a").claims("a");

    build.cancel();

    assertThat(build.effects()).isEmpty();
    build.succeeds("a");
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.SUCCEED);
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_chosen_task_nobody_claimed_is_cancelled() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1"))));
    build.workerStarts("a");

    build.cancel();

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED);
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_forced_cancel_ends_everything_at_once() {
    var build = aBuildOf(aPipeline().stage(aJob("a")).lastly(aJob("clean")));
    build.workerStarts("a").claims("a").cancel();

    build.cancelByForce();

    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(build.statusOf("clean")).isEqualTo(JobStatus.UNEXEC);
    assertThat(build.effects())
        .contains(
            new Effect.StopTask(new JobId("a"), 1, 1, new TaskId("a:1"), 0),
            new Effect.ReleaseMachine(new JobId("a"), 1, 1));
    assertThat(build.timers()).isEmpty();
  }

  @Test
  void a_cancel_while_the_finally_jobs_run_lets_them_run_and_counts() {
    var build = aBuildOf(aPipeline().stage(aJob("a")).lastly(aJob("clean")));
    build.succeeds("a").workerStarts("clean").claims("clean");

    build.cancel();
    assertThat(build.effects()).isEmpty();
    build.succeeds("clean");

    assertThat(build.statusOf("clean")).isEqualTo(JobStatus.SUCCEED);
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_failure_before_the_cancel_is_told_first() {
    var build = aBuildOf(aPipelineOf(aJob("a"), aJob("b")));
    build.fails("a");

    build.cancel();

    assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
  }

  @Test
  void a_second_graceful_wish_changes_nothing() {
    var build = aBuildOf(aPipelineOf(aJob("a")));
    build.workerStarts("a").claims("a").cancel();
    var before = build.state();

    build.cancel();

    assertThat(build.state()).isSameAs(before);
  }

  @Test
  void a_matrix_is_cancelled_with_its_children() {
    var graceful = aBuildOf(aPipelineOf(aJob("a").matrix(1, "n", "1", "2")));
    var forced = aBuildOf(aPipelineOf(aJob("a").matrix(1, "n", "1", "2")));

    graceful.cancel();
    forced.workerStarts("a.0").claims("a.0").cancelByForce();

    assertThat(graceful.jobsIn(JobStatus.CANCELED)).containsExactly("a", "a.0", "a.1");
    assertThat(forced.jobsIn(JobStatus.CANCELED)).containsExactly("a", "a.0", "a.1");
  }
}
