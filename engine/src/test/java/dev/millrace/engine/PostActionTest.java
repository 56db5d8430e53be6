package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aTask;
import static dev.millrace.engine.TaskResults.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.data.Data;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostActionTest {
  @Test
  void post_actions_stand_at_the_end_the_last_tasks_first() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aTask("1").post("always()"), aTask("2").post("always()"))));

    build.succeeds("a", "a");

    assertThat(build.tasksOf("a"))
        .containsExactly(
            TaskStatus.SUCCEED, TaskStatus.SUCCEED, TaskStatus.QUEUE_CACHE, TaskStatus.QUEUE);
    assertThat(build.task("a", 3).postOf()).hasValue(1);
    assertThat(build.task("a", 4).postOf()).hasValue(0);
    assertThat(build.task("a", 3).definition().displayName()).isEqualTo("POST: run");
    var script = (TaskAction.Script) build.task("a", 3).definition().action();
    assertThat(script.inputs()).containsEntry("postEntryParam", Data.text("clean"));
  }

  @ParameterizedTest(name = "{0} after a task that {1}: {2}")
  @CsvSource({
    "success(),           succeeds,           QUEUE_CACHE",
    "nonsense,            succeeds,           QUEUE_CACHE",
    "success(),           fails,              UNEXEC",
    "success(),           fails and may,      QUEUE_CACHE",
    "failed(),            succeeds,           UNEXEC",
    "failed(),            fails,              QUEUE_CACHE",
    "failed(),            fails and may,      QUEUE_CACHE",
    "always(),            succeeds,           QUEUE_CACHE",
    "always(),            fails,              QUEUE_CACHE",
    "always(),            is cancelled,       UNEXEC",
    "failed(),            is cancelled,       UNEXEC",
    "canceledOrTimeOut(), succeeds,           UNEXEC",
    "canceledOrTimeOut(), fails,              UNEXEC",
    "canceledOrTimeOut(), times out,          QUEUE_CACHE",
    "canceledOrTimeOut(), is cancelled,       QUEUE_CACHE",
  })
  void a_post_action_runs_by_its_condition(String condition, String how, TaskStatus status) {
    var task = aTask("1").post(condition);
    var build = aBuildOf(aPipelineOf(aJob("a", how.endsWith("may") ? task.mayFail() : task)));

    build.does(
        "a",
        switch (how) {
          case "succeeds" -> succeeded();
          case "times out" -> TaskResults.timedOut();
          case "is cancelled" -> TaskResults.cancelled();
          default -> TaskResults.failed();
        });

    assertThat(build.task("a", 2).status()).isEqualTo(status);
  }

  @Test
  void a_cancelled_build_runs_the_post_action_that_asks_for_it_to_its_end() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").post("canceledOrTimeOut()"))));
    build.workerStarts("a").claims("a").cancel().reports("a", TaskResults.cancelled());

    build.succeeds("a");

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.SUCCEED);
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void the_post_action_of_a_task_that_was_skipped_is_skipped() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aTask("1").when("1 == 2").post("always()"), aTask("2"))));

    build.succeeds("a");

    assertThat(build.tasksOf("a"))
        .containsExactly(TaskStatus.SKIP, TaskStatus.SUCCEED, TaskStatus.SKIP);
  }

  @Test
  void the_post_action_of_a_task_that_was_never_reached_is_not_either() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2").post("always()"))));

    build.fails("a");

    assertThat(build.tasksOf("a"))
        .containsExactly(TaskStatus.FAILED, TaskStatus.UNEXEC, TaskStatus.UNEXEC);
  }

  @Test
  void a_failing_post_action_fails_nothing_and_calls_for_no_other() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aTask("1").post("failed()"), aTask("2").post("always()"))));
    build.succeeds("a", "a");

    build.fails("a");

    assertThat(build.tasksOf("a"))
        .containsExactly(
            TaskStatus.SUCCEED, TaskStatus.SUCCEED, TaskStatus.FAILED, TaskStatus.UNEXEC);
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void in_a_job_that_is_being_ended_no_post_action_runs() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").post("canceledOrTimeOut()"))));
    build.workerStarts("a").claims("a").timer("job:a");

    build.reports("a", TaskResults.cancelled());

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC);
  }

  @ParameterizedTest
  @CsvSource({"128, 128", "129, 128"})
  void the_name_of_a_post_action_has_a_limit(int length, int kept) {
    var task = new TaskAction.Plugin("p".repeat(length), "1.*", Data.none());

    var build = aBuildOf(aPipelineOf(aJob("a", aTask(task).post("always()"))));

    assertThat(build.task("a", 2).definition().name()).hasSize("POST: ".length() + kept);
    assertThat(TaskLayout.MAX_NAME).isEqualTo(128);
  }
}
