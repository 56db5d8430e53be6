package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aCall;
import static dev.millrace.engine.TaskBuilder.aTask;
import static dev.millrace.engine.TaskResults.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.data.Data;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubPipelineTest {
  @Test
  void a_call_that_waits_ends_with_its_child() {
    var build =
        aBuildOf(
            aPipelineOf(
                    aJob(
                        "a",
                        aCall("deploy", true)
                            .id("call")
                            .input(
                                "parameters",
                                new Data.Fields(
                                    Data.ordered(Map.of("WHERE", Data.text("${ENV}"))))),
                        aTask("2").when("steps.call.outputs.url == 'u'")))
                .variable("ENV", "prod"));

    assertThat(build.tasksOf("a")).startsWith(TaskStatus.CALL_WAITING);
    assertThat(build.state().stages().getFirst().jobs().getFirst().hasMachine()).isFalse();
    build.childStarts("a");
    assertThat(build.tasksOf("a")).startsWith(TaskStatus.CALL_WAITING);
    build.childEnds("a", succeeded(Map.of(), Map.of("url", "u")));

    assertThat(build.task("a", 1).status()).isEqualTo(TaskStatus.SUCCEED);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
  }

  @Test
  void the_child_is_told_its_parameters_and_its_parent() {
    var call =
        aCall("deploy", true)
            .input(
                "parameters",
                new Data.Fields(
                    Data.ordered(
                        Map.of(
                            "WHERE", Data.text("here"),
                            "BK_CI_PARENT_BUILD_ID", Data.text("forged")))));
    var build =
        PlayedBuild.queued(BuildRequests.requestOf(aPipelineOf(aJob("a", call)).build(), Map.of()));

    build.on(new BuildEvent.BuildAdmitted(1));

    var effect = (Effect.StartSubPipeline) build.effects().getLast();
    assertThat(effect.pipeline()).isEqualTo("deploy");
    assertThat(effect.byName()).isTrue();
    assertThat(effect.variables())
        .containsEntry("WHERE", "here")
        .containsEntry("BK_CI_PARENT_BUILD_ID", "b-1")
        .containsEntry("BK_CI_PARENT_BUILD_TASK_ID", "a:1")
        .containsEntry("BK_CI_PARENT_DEPTH", "1");
  }

  @Test
  void a_call_that_does_not_wait_succeeds_when_its_child_has_started() {
    var build = aBuildOf(aPipelineOf(aJob("a", aCall("deploy", false))));
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CALL_WAITING);

    build.childStarts("a");

    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
    assertThat(build.task("a", 1).work())
        .contains(new ServerWork.Call(false, Optional.of(new BuildId("child"))));
  }

  @Test
  void a_child_that_is_refused_or_fails_fails_the_task_with_its_reason() {
    var build = aBuildOf(aPipelineOf(aJob("a", aCall("deploy", true))));

    build.childEnds("a", TaskResults.failed());

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.FAILED);
    assertThat(build.task("a", 1).failure().orElseThrow().message().english())
        .isEqualTo("exit code 1");
  }

  @Test
  void a_child_that_was_cancelled_cancels_the_task() {
    var build = aBuildOf(aPipelineOf(aJob("a", aCall("deploy", true))));

    build.childStarts("a").childEnds("a", TaskResults.cancelled());

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.CANCELED);
  }

  @Test
  void a_call_is_made_again_by_itself_as_another_child() {
    var build = aBuildOf(aPipelineOf(aJob("a", aCall("deploy", true).retries(1))));
    build.childEnds("a", TaskResults.failed());
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.RETRY);

    build.retriesNow("a");

    assertThat(build.effects())
        .anyMatch(effect -> effect instanceof Effect.StartSubPipeline call && call.retry() == 1);
    build.childEnds("a", succeeded());
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void a_child_that_nobody_waits_for_any_more_is_cancelled() {
    var cancel = new Effect.CancelSubPipeline(new JobId("a"), 1, new TaskId("a:1"), 0);
    var slow = aBuildOf(aPipelineOf(aJob("a", aCall("deploy", true).timeout("1"))));
    var stopped = aBuildOf(aPipelineOf(aJob("a", aCall("deploy", true))));
    var forced = aBuildOf(aPipelineOf(aJob("a", aCall("deploy", true))));
    var late = aBuildOf(aPipelineOf(aJob("a", aCall("deploy", true)).timeout("1")));

    assertThat(slow.timer("task:a:1").effects()).contains(cancel);
    assertThat(slow.tasksOf("a")).containsExactly(TaskStatus.EXEC_TIMEOUT);
    assertThat(stopped.cancel().effects()).contains(cancel);
    assertThat(forced.cancelByForce().effects()).contains(cancel);
    assertThat(late.timer("job:a").effects()).contains(cancel);
  }

  @Test
  void a_call_without_a_name_fails() {
    var build = aBuildOf(aPipelineOf(aJob("a", aCall(" ", true))));

    assertThat(build.task("a", 1).failure().orElseThrow().code())
        .isEqualTo(FailureCodes.SUB_PIPELINE);
  }

  @ParameterizedTest
  @CsvSource({"9, CALL_WAITING", "10, FAILED"})
  void pipelines_that_call_themselves_come_to_an_end(String depth, TaskStatus status) {
    var request =
        BuildRequests.requestOf(aPipelineOf(aJob("a", aCall("self", true))).build(), Set.of());
    var child =
        new dev.millrace.engine.event.BuildRequest(
            request.id(),
            1,
            request.pipeline(),
            request.parameters(),
            Data.ordered(Map.of("BK_CI_PARENT_DEPTH", new VariableValue(depth, true, false))),
            Set.of());

    var build = aBuildOf(child);

    assertThat(SubPipelineControl.MAX_DEPTH).isEqualTo(10);
    assertThat(build.tasksOf("a")).containsExactly(status);
  }
}
