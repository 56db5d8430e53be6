package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aTask;
import static dev.millrace.engine.TaskResults.succeeded;
import static dev.millrace.engine.state.TaskStatus.EXEC_TIMEOUT;
import static dev.millrace.engine.state.TaskStatus.FAILED;
import static dev.millrace.engine.state.TaskStatus.SKIP;
import static dev.millrace.engine.state.TaskStatus.SUCCEED;
import static dev.millrace.engine.state.TaskStatus.UNEXEC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskRulesTest {
  @ParameterizedTest(name = "{0} after a task that {1}: {2}")
  @CsvSource({
    "Default,                 succeeds,           runs",
    "Default,                 fails,              is never reached",
    "Default,                 fails and may,      runs",
    "ALWAYS,                  succeeds,           runs",
    "ALWAYS,                  fails,              runs",
    "ALWAYS_UNLESS_CANCELLED, fails,              runs",
    "FAILURE,                 succeeds,           is skipped",
    "FAILURE,                 fails,              runs",
    "FAILURE,                 fails and may,      runs",
    "FAILURE_NOT_EXCUSED,     fails,              runs",
    "FAILURE_NOT_EXCUSED,     fails and may,      is skipped",
  })
  void a_tasks_condition_looks_at_the_tasks_before(
      String condition, String before, String outcome) {
    var first = before.endsWith("may") ? aTask("1").mayFail() : aTask("1");
    var second = aTask("2");
    if (!condition.equals("Default")) {
      second.when(Word.valueOf(condition));
    }
    var build = aBuildOf(aPipelineOf(aJob("a", first, second)));

    build.does("a", before.equals("succeeds") ? succeeded() : TaskResults.failed());

    assertThat(build.task("a", 2).status())
        .isEqualTo(
            switch (outcome) {
              case "runs" -> TaskStatus.QUEUE_CACHE;
              case "is skipped" -> SKIP;
              default -> UNEXEC;
            });
  }

  @Test
  void a_failure_excused_leaves_the_job_good() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").mayFail(), aTask("2"))));

    build.fails("a").succeeds("a");

    assertThat(build.tasksOf("a")).containsExactly(FAILED, SUCCEED);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.SUCCEED);
  }

  @Test
  void a_failure_a_person_may_skip_fails_the_job() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").maySkipByHand())));

    build.fails("a");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void a_failed_task_runs_again_as_often_as_it_may() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").retries(2))));

    build.fails("a");
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.RETRY);
    build.retriesNow("a");
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.QUEUE_CACHE);
    assertThat(build.task("a", 1).retry()).isEqualTo(1);
    build.does("a", TaskResults.timedOut()).retriesNow("a");
    assertThat(build.task("a", 1).retry()).isEqualTo(2);
    build.fails("a");

    assertThat(build.tasksOf("a")).containsExactly(FAILED);
  }

  @Test
  void the_server_ends_a_task_whose_worker_does_not() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").timeout("2").retries(3))));
    build.workerStarts("a").claims("a");

    assertThat(build.due("task:a:1"))
        .isEqualTo(VirtualClock.START.plus(Duration.ofMinutes(2)).plus(WorkerTaskControl.PATIENCE));
    build.timer("task:a:1");

    assertThat(build.tasksOf("a")).containsExactly(EXEC_TIMEOUT);
    assertThat(build.effects()).anyMatch(Effect.StopTask.class::isInstance);
  }

  @Test
  void conditions_see_what_earlier_tasks_set() {
    var build =
        aBuildOf(
            aPipelineOf(
                    aJob(
                        "a",
                        aTask("1").id("one"),
                        aTask("2").when("steps.one.outputs.go == 'yes'"),
                        aTask("3").when("variables.MODE == 'full'"),
                        aTask("4")
                            .when(
                                new RunCondition.NotWhenVariablesMatch(
                                    Data.ordered(Map.of("MODE", "full"))))))
                .variable("MODE", "quick"));

    build.does("a", succeeded(Map.of("variables.MODE", "full"), Map.of("go", "no")));

    assertThat(build.tasksOf("a"))
        .containsExactly(SUCCEED, SKIP, TaskStatus.QUEUE_CACHE, TaskStatus.QUEUE);
    build.succeeds("a");
    assertThat(build.tasksOf("a")).containsExactly(SUCCEED, SKIP, SUCCEED, SKIP);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.SUCCEED);
  }

  @Test
  void a_broken_condition_skips_and_says_why() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").when("nonsense == "), aTask("2"))));

    build.workerStarts("a");

    assertThat(build.tasksOf("a")).containsExactly(SKIP, TaskStatus.QUEUE_CACHE);
    assertThat(build.task("a", 1).failure().orElseThrow().code())
        .isEqualTo(FailureCodes.BROKEN_CONDITION);
  }

  @Test
  void what_a_task_may_not_set_is_left_and_told() {
    var build = aBuildOf(aPipelineOf(aJob("a")).readOnly("FIXED", "1").variable("FREE", "1"));

    build.does(
        "a",
        succeeded(
            Map.of("FIXED", "2", "FREE", "2", "ci.actor", "me", "LONG", "x".repeat(4001)),
            Map.of()));

    assertThat(build.variable("FIXED")).isEqualTo("1");
    assertThat(build.variable("FREE")).isEqualTo("2");
    assertThat(build.state().variables()).doesNotContainKeys("ci.actor", "LONG");
    assertThat(build.task("a", 1).warnings())
        .extracting(Sentence::english)
        .hasSize(3)
        .anyMatch(warning -> warning.equals("the variable FIXED is read-only and keeps its value"));
  }

  @Test
  void a_text_that_grows_out_of_bounds_fails_its_task() {
    var build =
        aBuildOf(
            aPipelineOf(aJob("a", aTask("${BIG}".repeat(400)))).variable("BIG", "x".repeat(4000)));

    build.workerStarts("a").claims("a");

    assertThat(build.tasksOf("a")).isEqualTo(List.of(FAILED));
    assertThat(build.task("a", 1).failure().orElseThrow().code())
        .isEqualTo(FailureCodes.TEXT_TOO_LONG);
  }
}
