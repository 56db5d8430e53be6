package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PartCancelWishes.cancelJob;
import static dev.millrace.engine.PartCancelWishes.cancelTask;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aCall;
import static dev.millrace.engine.TaskBuilder.aGate;
import static dev.millrace.engine.TaskBuilder.aReview;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent.TaskCancelRequested;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.TaskAction.GatePoint;
import dev.millrace.wording.Sentence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A task alone is told to stop: one that runs is waited for, one that waits is over at once. */
class TaskCancelTest {
  /** A job whose first task has come to this status. */
  private static PlayedBuild at(TaskStatus status) {
    TaskBuilder first =
        switch (status) {
          case REVIEWING -> aReview("ann").remindsAfter(1);
          case CALL_WAITING -> aCall("deploy", true);
          case QUALITY_CHECKING -> aGate(GatePoint.BEFORE, "2");
          case PAUSE -> aTask("1").pausesBefore();
          default -> aTask("1").retries(1);
        };
    var build = aBuildOf(aPipelineOf(aJob("a", first, aTask("2").when(Word.ALWAYS))));
    switch (status) {
      case QUEUE_CACHE -> build.workerStarts("a");
      case RUNNING -> build.workerStarts("a").claims("a");
      case RETRY -> build.fails("a");
      default -> {}
    }
    assertThat(build.chosen("a").status()).isEqualTo(status);
    return build;
  }

  @ParameterizedTest
  @EnumSource(
      value = TaskStatus.class,
      names = {"QUEUE_CACHE", "RETRY", "REVIEWING", "CALL_WAITING", "QUALITY_CHECKING"})
  void a_task_that_waits_is_over_at_once_and_its_job_goes_on(TaskStatus status) {
    var build = cancelTask(at(status), "a");

    assertThat(build.task("a", 1).status()).isEqualTo(TaskStatus.CANCELED);
    TaskState next = build.task("a", 2);
    assertThat(next.status()).isIn(TaskStatus.QUEUE, TaskStatus.QUEUE_CACHE);
    assertThat(build.statusOf("a")).isIn(JobStatus.PREPARE_ENV, JobStatus.RUNNING);
    assertThat(build.job("a").failure()).isEmpty();
    assertThat(build.timers().keySet()).noneMatch(key -> key.endsWith("a:1"));
    assertThat(build.effects()).noneMatch(Effect.StopTask.class::isInstance);
    assertThat(build.task("a", 1).failure().orElseThrow().message().english())
        .isEqualTo("the task was cancelled by ann");
  }

  @Test
  void a_called_build_that_nobody_waits_for_is_cancelled() {
    var build = cancelTask(at(TaskStatus.CALL_WAITING), "a");

    assertThat(build.effects())
        .contains(new Effect.CancelSubPipeline(new JobId("a"), 1, new TaskId("a:1"), 0));
  }

  @Test
  void a_task_that_runs_is_told_once_and_waited_for() {
    var build = cancelTask(at(TaskStatus.RUNNING), "a");
    assertThat(build.effects()).hasAtLeastOneElementOfType(Effect.StopTask.class);
    assertThat(build.chosen("a").status()).isEqualTo(TaskStatus.RUNNING);
    var before = build.state();

    cancelTask(build, "a");

    assertThat(build.effects()).isEmpty();
    assertThat(build.state()).isSameAs(before);
  }

  @Test
  void a_cancelled_task_does_not_run_again_by_itself() {
    var build = cancelTask(at(TaskStatus.RUNNING), "a");

    build.reports("a", TaskResults.failed());

    assertThat(build.task("a", 1).status()).isEqualTo(TaskStatus.CANCELED);
    assertThat(build.task("a", 1).failure().orElseThrow().code()).isEqualTo(FailureCodes.CANCELLED);
  }

  @Test
  void a_task_whose_worker_is_lost_while_it_stops_was_cancelled_and_its_job_failed() {
    var build = cancelTask(at(TaskStatus.RUNNING), "a").loses("a");

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void what_runs_whatever_happens_in_a_cancelled_job_is_stopped_by_itself() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").when(Word.ALWAYS))));
    build.workerStarts("a").claims("a");

    cancelJob(build, "a", false);
    assertThat(build.effects()).isEmpty();
    cancelTask(build, "a");

    assertThat(build.effects()).hasAtLeastOneElementOfType(Effect.StopTask.class);
    build.reports("a", TaskResults.succeeded());
    assertThat(build.task("a", 1).failure().orElseThrow().message().english())
        .isEqualTo("the task was cancelled by ann");
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.CANCELED);
  }

  @Test
  void a_paused_task_is_not_cancelled_but_stopped_by_whoever_was_to_let_it_go_on() {
    var build = at(TaskStatus.PAUSE);
    var before = build.state();

    assertThat(problem(build, "a:1", 0)).isEqualTo("the task a:1 does not run");
    assertThat(cancelTask(build, "a").state()).isSameAs(before);
  }

  @Test
  void a_wish_about_another_task_or_another_execution_of_it_is_told_so() {
    var build = at(TaskStatus.RETRY);

    assertThat(problem(build, "a:1", 1)).isEmpty();
    assertThat(problem(build, "a:1", 0)).isEqualTo("the task a:1 does not run");
    assertThat(problem(build, "a:2", 0)).isEqualTo("the task a:2 does not run");
    assertThat(problem(build, "a:3", 0)).isEqualTo("the job a has no task a:3");
  }

  private static String problem(PlayedBuild build, String task, int retry) {
    var wish = new TaskCancelRequested("ann", new JobId("a"), 1, new TaskId(task), retry);
    return CancelCheck.problemOf(build.state(), wish).map(Sentence::english).orElse("");
  }
}
