package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PartCancelWishes.cancelJob;
import static dev.millrace.engine.PartCancelWishes.cancelStage;
import static dev.millrace.engine.PartCancelWishes.cancelTask;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.wording.Sentence;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A stage, a job or a task is told to stop, and the build goes on with what follows. */
class PartCancelTest {
  @Test
  void a_job_that_has_not_begun_is_over_at_once_and_others_run_on() {
    var build = aBuildOf(aPipelineOf(aJob("a"), aJob("b").dependsOn("a"), aJob("c")));

    cancelJob(build, "a", false);

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.CANCELED);
    assertThat(build.statusOf("b")).isEqualTo(JobStatus.SKIP);
    assertThat(build.effects()).contains(new Effect.ReleaseMachine(new JobId("a"), 1, 1));
    build.succeeds("c");
    assertThat(build.stages()).containsExactly(StageStatus.CANCELED);
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_running_job_is_told_to_stop_and_its_always_tasks_still_run() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2"), aTask("3").when(Word.ALWAYS))));
    build.workerStarts("a").claims("a");

    cancelJob(build, "a", false);

    assertThat(build.effects())
        .contains(new Effect.StopTask(new JobId("a"), 1, 1, new TaskId("a:1"), 0));
    build.succeeds("a");
    assertThat(build.tasksOf("a"))
        .containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC, TaskStatus.QUEUE_CACHE);
    build.succeeds("a");
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.CANCELED);
    assertThat(build.job("a").failure().orElseThrow().message().english())
        .isEqualTo("the job was cancelled by ann");
  }

  @Test
  void a_job_cancelled_by_force_is_not_waited_for() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aTask("1").when(Word.ALWAYS), aTask("2")), aJob("b")));
    build.workerStarts("a").claims("a");

    cancelJob(build, "a", false);
    assertThat(build.effects()).isEmpty();
    cancelJob(build, "a", true);

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.CANCELED);
    assertThat(build.effects())
        .contains(new Effect.StopTask(new JobId("a"), 1, 1, new TaskId("a:1"), 0));
    assertThat(build.status()).isEqualTo(BuildStatus.RUNNING);
  }

  @Test
  void a_job_that_outlives_its_timeout_after_a_cancel_is_ended_all_the_same() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").when(Word.ALWAYS), aTask("2"))));
    build.workerStarts("a").claims("a");
    cancelJob(build, "a", false);

    build.timer("job:a").timer("task:a:1");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void a_matrix_is_cancelled_with_its_jobs_and_one_of_its_jobs_alone() {
    var whole = aBuildOf(aPipelineOf(aJob("m").matrix(1, "n", "1", "2")));
    var one = aBuildOf(aPipelineOf(aJob("m").matrix("n", "1", "2")));

    whole.workerStarts("m.0").claims("m.0");
    cancelJob(whole, "m", false);
    whole.reports("m.0", TaskResults.cancelled());
    cancelJob(one, "m.0", false);
    one.succeeds("m.1");

    assertThat(whole.jobsIn(JobStatus.CANCELED)).containsExactly("m", "m.0", "m.1");
    assertThat(one.jobsIn(JobStatus.CANCELED)).containsExactly("m", "m.0");
    assertThat(one.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_stage_is_cancelled_with_all_its_jobs_and_the_finally_jobs_run() {
    var build =
        aBuildOf(
            aPipeline()
                .stage(aJob("a"), aJob("b").dependsOn("a"), aJob("m").matrix("n", "1"))
                .stage(aJob("later"))
                .lastly(aJob("clean")));
    build.workerStarts("a").claims("a");

    cancelStage(build, "stage-1", false);
    build.reports("a", TaskResults.cancelled());

    assertThat(build.stages())
        .containsExactly(StageStatus.CANCELED, StageStatus.UNEXEC, StageStatus.RUNNING);
    assertThat(build.jobsIn(JobStatus.CANCELED)).containsExactly("a", "b", "m", "m.0");
    build.succeeds("clean");
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void finally_jobs_can_be_cancelled_by_themselves() {
    var build = aBuildOf(aPipeline().stage(aJob("a")).lastly(aJob("clean"), aJob("tell")));
    build.succeeds("a").workerStarts("clean").claims("clean");

    cancelStage(build, "finally", true);

    assertThat(build.jobsIn(JobStatus.CANCELED)).containsExactly("clean", "tell");
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_cancelled_task_counts_as_cancelled_and_its_job_goes_on_by_conditions() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2"), aTask("3").when(Word.ALWAYS))));
    build.workerStarts("a").claims("a");

    cancelTask(build, "a");
    assertThat(build.effects())
        .contains(new Effect.StopTask(new JobId("a"), 1, 1, new TaskId("a:1"), 0));
    build.succeeds("a");

    assertThat(build.tasksOf("a"))
        .containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC, TaskStatus.QUEUE_CACHE);
    assertThat(build.task("a", 1).failure().orElseThrow().message().english())
        .isEqualTo("the task was cancelled by ann");
    build.succeeds("a");
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.CANCELED);
  }

  @Test
  void a_task_that_always_runs_and_one_nobody_claimed_can_be_cancelled_too() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").when(Word.ALWAYS), aTask("2"))));
    build.workerStarts("a");
    cancelTask(build, "a");
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC);

    var running = aBuildOf(aPipelineOf(aJob("a", aTask("1").when(Word.ALWAYS))));
    running.workerStarts("a").claims("a");
    cancelTask(running, "a");
    running.timer("task:a:1");

    assertThat(running.tasksOf("a")).containsExactly(TaskStatus.CANCELED);
    assertThat(running.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void whoever_wants_to_stop_what_does_not_run_is_told() {
    var build = aBuildOf(aPipeline().stage(aJob("a"), aJob("b")).stage(aJob("c")));
    build.succeeds("a");

    assertThat(problem(build, job("a", 1))).hasValue("the job a is over");
    assertThat(problem(build, job("b", 2))).hasValue("it was retried meanwhile");
    assertThat(problem(build, job("c", 1))).hasValue("the stage stage-2 does not run");
    assertThat(problem(build, job("x", 1))).hasValue("there is no job x");
    assertThat(
            problem(build, new BuildEvent.StageCancelRequested("ann", new StageId("x"), 1, false)))
        .hasValue("there is no stage x");
    assertThat(
            problem(
                build,
                new BuildEvent.TaskCancelRequested("ann", new JobId("b"), 1, new TaskId("b:1"), 0)))
        .hasValue("the task b:1 does not run");
    build.succeeds("b", "c");
    assertThat(problem(build, job("c", 1))).hasValue("the build does not run");
  }

  private static BuildEvent.JobCancelRequested job(String id, int attempt) {
    return new BuildEvent.JobCancelRequested("ann", new JobId(id), attempt, false);
  }

  private static Optional<String> problem(
      PlayedBuild build, BuildEvent.PartCancelRequested request) {
    return CancelCheck.problemOf(build.state(), request).map(Sentence::english);
  }
}
