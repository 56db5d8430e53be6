package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aCall;
import static dev.millrace.engine.TaskBuilder.aTask;
import static dev.millrace.engine.TaskResults.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.GivenNumbers;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Caller;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
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
    assertThat(effect.parameters())
        .containsEntry("WHERE", "here")
        .containsEntry("BK_CI_PARENT_BUILD_ID", "forged");
    assertThat(effect.origin())
        .containsEntry("BK_CI_START_TYPE", "PIPELINE")
        .containsEntry("BK_CI_PARENT_BUILD_ID", "b-1")
        .containsEntry("BK_CI_PARENT_BUILD_TASK_ID", "a:1");
    assertThat(effect.caller(build.state()))
        .isEqualTo(
            new Caller(new BuildId("b-1"), new JobId("a"), 1, new TaskId("a:1"), 0, true, 1));
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
  void pipelines_that_call_themselves_come_to_an_end(int depth, TaskStatus status) {
    var build = aBuildOf(called(aPipelineOf(aJob("a", aCall("self", true))), true, depth));

    assertThat(SubPipelineControl.MAX_DEPTH).isEqualTo(10);
    assertThat(build.tasksOf("a")).containsExactly(status);
  }

  @Test
  void a_parent_that_waits_hears_how_its_child_ended_and_of_the_last_failure() {
    var good = aBuildOf(called(aPipelineOf(aJob("a")), true, 1)).does("a", succeeded());
    var bad = aBuildOf(called(aPipelineOf(aJob("a"), aJob("b")), true, 1)).fails("a").fails("b");
    var stopped = aBuildOf(called(aPipelineOf(aJob("a")), true, 1)).cancelByForce();

    assertThat(toldBy(good))
        .hasValueSatisfying(result -> {
          assertThat(result.outcome()).isEqualTo(TaskResult.Outcome.SUCCEEDED);
          assertThat(result.outputs()).containsEntry("sub_pipeline_buildId", "b-1");
        });
    assertThat(toldBy(bad).flatMap(TaskResult::failure))
        .isEqualTo(bad.task("b", 1).failure())
        .isPresent();
    assertThat(toldBy(stopped).map(TaskResult::outcome)).hasValue(TaskResult.Outcome.CANCELLED);
  }

  /** Else a call that may be tried again would not be, because a job elsewhere took too long. */
  @Test
  void a_timeout_of_the_childs_job_is_not_one_of_the_parents() {
    var build = aBuildOf(called(aPipelineOf(aJob("a").timeout("1")), true, 1));

    build.workerStarts("a").claims("a").timer("job:a").timer("task:a:1");

    assertThat(toldBy(build).flatMap(TaskResult::failure).orElseThrow().code())
        .isEqualTo(FailureCodes.SUB_PIPELINE);
  }

  @Test
  void a_child_that_left_its_queue_unrun_says_why() {
    var request = called(aPipelineOf(aJob("a")), true, 1);
    var late = PlayedBuild.queued(request);
    var rejected = PlayedBuild.queued(BuildRequests.reviewedBy("ann", request));

    late.on(new BuildEvent.QueueTimedOut(1, Sentence.verbatim("too long")));
    rejected.on(new BuildEvent.OfTrigger.TriggerRejected("ann", ""));

    assertThat(toldBy(late).flatMap(TaskResult::failure).orElseThrow().message().english())
        .isEqualTo("too long");
    assertThat(toldBy(rejected).flatMap(TaskResult::failure).orElseThrow().message().english())
        .isEqualTo("ann rejected the review");
  }

  @Test
  void each_attempt_of_a_child_tells_its_own_end_and_a_restart_tells_nobody() {
    var build = aBuildOf(called(aPipelineOf(aJob("a")), true, 1)).fails("a");

    build.retry(new RetryScope.Failed());
    assertThat(toldBy(build)).isEmpty();
    build.does("a", succeeded());

    assertThat(toldBy(build).map(TaskResult::outcome)).hasValue(TaskResult.Outcome.SUCCEEDED);
    assertThat(
            BuildRequest.restarting(build.state(), new BuildId("b-2"), 2, GivenNumbers.FIRST)
                .caller())
        .isEmpty();
  }

  @Test
  void nobody_is_told_who_does_not_wait() {
    assertThat(toldBy(aBuildOf(called(aPipelineOf(aJob("a")), false, 1)).fails("a"))).isEmpty();
    assertThat(toldBy(aBuildOf(aPipelineOf(aJob("a"))).fails("a"))).isEmpty();
  }

  private static Optional<TaskResult> toldBy(PlayedBuild build) {
    return build.effects().stream()
        .filter(Effect.TellParent.class::isInstance)
        .map(effect -> ((Effect.TellParent) effect).result())
        .findFirst();
  }

  private static BuildRequest called(PipelineBuilder pipeline, boolean waits, int depth) {
    BuildRequest plain = BuildRequests.requestOf(pipeline.build(), Set.of());
    return new BuildRequest(
        plain.id(),
        plain.number(),
        plain.pipeline(),
        plain.parameters(),
        plain.builtIn(),
        plain.onlyJobs(),
        plain.queueing(),
        plain.numbers(),
        plain.triggerReviewers(),
        Optional.of(
            new Caller(
                new BuildId("parent"), new JobId("j"), 1, new TaskId("j:1"), 0, waits, depth)));
  }
}
