package dev.millrace.server.builds.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.TaskResult.Outcome;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Caller;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.server.Arbitration;
import dev.millrace.server.builds.CallingPipelines;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallsTest extends CallsTestBase {
  @Test
  void a_call_starts_a_child_through_its_queue_and_ends_with_it() {
    know(PLAIN_CHILD);

    start(know(PARENT_THAT_WAITS));
    assertThat(call().status()).isEqualTo(TaskStatus.CALL_WAITING);
    assertThat(build(CHILD).status()).isEqualTo(BuildStatus.RUNNING);
    assertThat(build(CHILD).queueing().pipeline().value()).isEqualTo("p-child");
    work(CHILD, Outcome.SUCCEEDED);

    assertThat(build(CHILD).status()).isEqualTo(BuildStatus.SUCCEED);
    assertThat(build(PARENT).status()).isEqualTo(BuildStatus.SUCCEED);
    assertThat(call().outputs()).containsEntry("sub_pipeline_buildId", CHILD.value());
    assertThat(children()).containsExactly(CHILD);
    assertThat(store.unfinished()).isEmpty();
  }

  @Test
  void a_child_has_its_parameters_and_knows_its_parent_and_who_began_it_all() {
    know(PLAIN_CHILD);

    start(know(PARENT_THAT_WAITS));

    Build child = build(CHILD);
    assertThat(variable(child, "WHERE")).isEqualTo("here");
    assertThat(variable(child, "BK_CI_START_TYPE")).isEqualTo("PIPELINE");
    assertThat(variable(child, "BK_CI_START_USER_NAME")).isEqualTo("ann");
    assertThat(variable(child, "BK_CI_PARENT_BUILD_ID")).isEqualTo(PARENT.value());
    assertThat(variable(child, "BK_CI_PARENT_PIPELINE_ID")).isEqualTo("p-parent");
    assertThat(child.start().caller())
        .hasValueSatisfying(caller -> assertThat(caller.build()).isEqualTo(PARENT));
    assertThat(child.start().caller().map(Caller::depth)).hasValue(1);
  }

  @Test
  void a_call_that_does_not_wait_ends_when_its_child_is_accepted() {
    know(PLAIN_CHILD);

    start(
        know(
            PARENT_THAT_WAITS.replace(
                "subPipelineType: NAME", "asynchronous: 'true', subPipelineType: NAME")));

    assertThat(build(PARENT).status()).isEqualTo(BuildStatus.SUCCEED);
    assertThat(build(CHILD).status()).isEqualTo(BuildStatus.RUNNING);
    work(CHILD, Outcome.FAILED);
    assertThat(build(PARENT).status()).isEqualTo(BuildStatus.SUCCEED);
    assertThat(store.unfinished()).isEmpty();
  }

  @Test
  void a_call_of_what_is_not_there_fails_and_says_so() {
    start(know(PARENT_THAT_WAITS));

    assertThat(failureOfCall()).isEqualTo("there is no pipeline child that could be called");
    assertThat(build(PARENT).status()).isEqualTo(BuildStatus.FAILED);
  }

  @Test
  void a_child_that_may_not_start_fails_its_call_with_the_reason() {
    know(PLAIN_CHILD.replace("{WHERE: nowhere}", "{THERE: nowhere}"));
    start(know(PARENT_THAT_WAITS));

    assertThat(failureOfCall())
        .startsWith("the pipeline child can't be started: ")
        .contains("WHERE");
    assertThat(children()).isEmpty();
  }

  @Test
  void a_child_that_its_queue_refuses_fails_its_call_with_the_reason() {
    know(PLAIN_CHILD + "concurrency: {group: one, cancel-in-progress: false, queue-length: 0}\n");
    String two =
        PARENT_THAT_WAITS.replace("    steps:", "    strategy: {matrix: {n: [1, 2]}}\n    steps:");

    start(know(two));

    assertThat(children()).hasSize(1);
    assertThat(
            build(PARENT).stages().getFirst().jobs().stream()
                .flatMap(job -> job.tasks().stream())
                .flatMap(task -> task.failure().stream())
                .map(failure -> failure.message().english()))
        .singleElement()
        .asString()
        .startsWith("the pipeline child can't be started: ");
  }

  @Test
  void a_failed_child_fails_its_call_with_its_own_error() {
    know(PLAIN_CHILD);
    start(know(PARENT_THAT_WAITS));

    work(CHILD, Outcome.FAILED);

    assertThat(call().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(failureOfCall()).isEqualTo("it broke");
    assertThat(call().failure().orElseThrow().code()).isEqualTo(7);
  }

  @Test
  void a_child_that_somebody_cancels_cancels_its_call() {
    know(PLAIN_CHILD);
    start(know(PARENT_THAT_WAITS));

    send(CHILD, new BuildEvent.CancelRequested("bob", true));

    assertThat(call().status()).isEqualTo(TaskStatus.CANCELED);
    assertThat(failureOfCall()).isEqualTo("the called build was cancelled by bob");
  }

  @Test
  void a_child_that_waited_too_long_in_its_queue_fails_its_call() {
    know(PLAIN_CHILD + "concurrency: {group: one, queue-length: 1, queue-timeout-minutes: 1}\n");
    start(
        know(
            PARENT_THAT_WAITS.replace(
                "    steps:", "    strategy: {matrix: {n: [1, 2]}}\n    steps:")));
    assertThat(children()).hasSize(2);

    clock.advance(Duration.ofMinutes(2));
    platform.bringDueTimers();
    runTurns();

    assertThat(children())
        .extracting(id -> build(id).status())
        .containsExactlyInAnyOrder(BuildStatus.QUEUE_TIMEOUT, BuildStatus.RUNNING);
    assertThat(
            build(PARENT).stages().getFirst().jobs().stream()
                .flatMap(job -> job.tasks().stream())
                .map(task -> task.status()))
        .containsExactlyInAnyOrder(TaskStatus.FAILED, TaskStatus.CALL_WAITING);
  }

  @Test
  void a_parent_that_is_cancelled_cancels_its_child_gracefully() {
    know(PLAIN_CHILD + "finally: {clean: {steps: [{run: clean}]}}\n");
    start(know(PARENT_THAT_WAITS));

    cancel(PARENT);
    assertThat(build(PARENT).status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(build(CHILD).cancel())
        .hasValueSatisfying(cancel -> assertThat(cancel.by()).isEqualTo("bob"));
    work(CHILD, Outcome.SUCCEEDED);

    assertThat(build(CHILD).status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(store.unfinished()).isEmpty();
  }

  @Test
  void a_child_that_takes_too_long_is_cancelled_by_its_parent() {
    know(PLAIN_CHILD);
    start(know(PARENT_THAT_WAITS.replace("uses: call", "timeout-minutes: 1\n        uses: call")));

    clock.advance(Duration.ofMinutes(2));
    platform.bringDueTimers();
    runTurns();

    assertThat(call().status()).isEqualTo(TaskStatus.EXEC_TIMEOUT);
    assertThat(build(CHILD).cancel())
        .hasValueSatisfying(cancel -> assertThat(cancel.by()).isEqualTo("parent #1"));
  }

  @Test
  void the_later_attempt_of_a_child_is_nothing_to_the_call_that_has_ended() {
    know(PLAIN_CHILD);
    start(know(PARENT_THAT_WAITS));
    work(CHILD, Outcome.FAILED);
    Build before = build(PARENT);

    send(CHILD, BuildEvent.RetryRequested.of(build(CHILD), "ann", new RetryScope.Whole(), true));
    work(CHILD, Outcome.SUCCEEDED);

    assertThat(build(CHILD).status()).isEqualTo(BuildStatus.SUCCEED);
    assertThat(build(PARENT)).isEqualTo(before);
    assertThat(store.unfinished()).isEmpty();
  }

  @Test
  void a_call_made_again_has_another_child() {
    know(PLAIN_CHILD);
    start(know(PARENT_THAT_WAITS));
    work(CHILD, Outcome.FAILED);

    send(PARENT, BuildEvent.RetryRequested.of(build(PARENT), "ann", new RetryScope.Failed(), true));
    BuildId second = Calls.childOf(PARENT, CALL, 2, 0);
    work(second, Outcome.SUCCEEDED);

    assertThat(build(PARENT).status()).isEqualTo(BuildStatus.SUCCEED);
    assertThat(build(CHILD).status()).isEqualTo(BuildStatus.FAILED);
  }

  /** Each would start the next for ever. */
  @Test
  void a_pipeline_that_calls_itself_ends_with_a_clear_error() {
    start(
        know(
            PARENT_THAT_WAITS
                .replace("child", "parent")
                .replace(", parameters: {WHERE: here}", "")));

    assertThat(children()).hasSize(10);
    assertThat(build(PARENT).status()).isEqualTo(BuildStatus.FAILED);
    assertThat(failureOfCall()).isEqualTo("pipelines call each other more than 10 deep");
    assertThat(store.unfinished()).isEmpty();
  }

  @Test
  void only_so_many_reasons_are_told() {
    know(PLAIN_CHILD);
    String parameters =
        IntStream.rangeClosed(1, 9)
            .mapToObj(n -> "U" + n + ": x")
            .collect(Collectors.joining(", "));

    start(know(PARENT_THAT_WAITS.replace("WHERE: here", parameters)));

    assertThat(Calls.MAX_REASONS).isEqualTo(5);
    assertThat(failureOfCall()).contains("U5").doesNotContain("U6");
  }

  @Test
  void executions_have_children_of_their_own_and_ids_of_one_length() {
    var other = new TaskId("only:2");
    var deep = new BuildId("b-" + "1".repeat(190));

    assertThat(
            IntStream.range(0, 20)
                .mapToObj(n ->
                    Calls.childOf(n < 10 ? PARENT : deep, n % 2 == 0 ? CALL : other, n % 5, n % 3)))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.value().length() == 34);
    assertThat(Calls.childOf(PARENT, CALL, 1, 0)).isEqualTo(CHILD);
    assertThat(Calls.childOf(new BuildId("b"), new TaskId("1a:1"), 1, 0))
        .isNotEqualTo(Calls.childOf(new BuildId("b1"), new TaskId("a:1"), 1, 0));
  }

  @Test
  void where_no_pipelines_are_known_none_can_be_called() {
    Pipeline caller = CallingPipelines.of(PARENT_THAT_WAITS);
    platform.close();
    platform = Arbitration.simulated(store, new NoMachines(), clock, turns::add, 10);

    start(caller);

    assertThat(failureOfCall())
        .isEqualTo("the pipeline child can't be called: none but the one that runs is known here");
  }

  private static String variable(Build build, String name) {
    return Optional.ofNullable(build.variables().get(name)).orElseThrow().value();
  }
}
