package dev.millrace.server.builds.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.StartRefused;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.RetryRequested;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.queue.QueueWording;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.QueueId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.Arbitration;
import dev.millrace.server.builds.Machines;
import dev.millrace.server.builds.Samples;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Builds and their queues on one thread, which is the test's own. */
class BuildQueuesTest {
  private static final PipelineId ID = new PipelineId("p");
  private static final QueueId QUEUE = QueueId.ofGroup(new ProjectId("x"), "deploy-main");

  private final VirtualClock clock = new VirtualClock();
  private final MemoryBuildStore store = new MemoryBuildStore();
  private final Deque<Runnable> turns = new ArrayDeque<>();
  private final List<BuildId> prepared = new ArrayList<>();
  private Arbitration platform = open();

  @Test
  void a_build_with_a_free_slot_runs_by_the_one_commit_that_accepts_it() {
    Build build = start("b-1", pipeline(""));

    assertThat(build.status()).isEqualTo(BuildStatus.RUNNING);
    assertThat(store.load(build.id()).orElseThrow().version()).isEqualTo(1);
    assertThat(prepared).containsExactly(build.id());
    assertThat(StoredQueues.messages(store, build.queueing().queue())).isEmpty();
  }

  @Test
  void builds_of_a_group_run_one_after_another_and_say_why_they_wait() {
    start("b-1", group());
    Build second = start("b-2", group());
    Build third = start("b-3", group());

    assertThat(second.status()).isEqualTo(BuildStatus.QUEUE);
    assertThat(second.queueing().queue()).isEqualTo(QUEUE);
    assertThat(second.queueing().reason()).hasValue(QueueWording.WAITS_FOR_BUILD.of("b-1"));
    assertThat(platform.queues().waiting(third.id()).orElseThrow().position()).isEqualTo(2);

    cancel("b-1");

    assertThat(status("b-2")).isEqualTo(BuildStatus.RUNNING);
    assertThat(build("b-2").queueing().reason()).isEmpty();
    assertThat(status("b-3")).isEqualTo(BuildStatus.QUEUE);
    assertThat(platform.queues().waiting(third.id()).orElseThrow().position()).isEqualTo(1);
  }

  @Test
  void a_build_cancelled_while_it_waits_leaves_its_place_to_the_next() {
    start("b-1", group());
    start("b-2", group());
    start("b-3", group());

    cancel("b-2");
    cancel("b-1");

    assertThat(status("b-2")).isEqualTo(BuildStatus.CANCELED);
    assertThat(status("b-3")).isEqualTo(BuildStatus.RUNNING);
  }

  @Test
  void a_build_that_waits_too_long_ends_with_that_as_the_reason() {
    start("b-1", group());
    start("b-2", group());

    clock.advance(Duration.ofMinutes(30));
    platform.bringDueTimers();
    runTurns();

    assertThat(status("b-2")).isEqualTo(BuildStatus.QUEUE_TIMEOUT);
    assertThat(build("b-2").queueing().reason()).hasValue(QueueWording.WAITED_TOO_LONG.of(30));
    assertThat(platform.queues().find(QUEUE).waiting()).isZero();
  }

  @Test
  void a_full_line_cancels_the_build_that_has_waited_for_longest_with_its_reason() {
    start("b-1", group());
    start("b-2", group());
    start("b-3", group());
    start("b-4", group());

    assertThat(status("b-2")).isEqualTo(BuildStatus.CANCELED);
    assertThat(build("b-2").queueing().reason()).hasValue(QueueWording.PUSHED_OUT.of(2));
    assertThat(status("b-4")).isEqualTo(BuildStatus.QUEUE);
  }

  @Test
  void numbers_follow_each_other_and_a_refusal_leaves_no_gap() {
    List<Long> numbers = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      numbers.add(start("b-" + n, pipeline("")).number());
    }
    assertThatThrownBy(() -> start("too-fast", pipeline("")))
        .hasCauseInstanceOf(StartRefused.class);
    clock.advance(Duration.ofSeconds(1));
    numbers.add(start("later", pipeline("")).number());

    assertThat(numbers).startsWith(1L, 2L, 3L).endsWith(50L, 51L).doesNotHaveDuplicates();
  }

  @Test
  void a_request_that_comes_again_finds_its_build_also_after_a_restart_and_after_its_end() {
    Build first = start("b-1", pipeline(""));

    assertThat(start("b-1", pipeline(""))).isEqualTo(first);
    platform = open();
    assertThat(start("b-1", pipeline(""))).isEqualTo(first);
    cancel("b-1");
    assertThat(start("b-1", pipeline("")).status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_build_tried_again_waits_its_turn() {
    start("b-1", group());
    start("b-2", group());
    cancel("b-1");

    send("b-1", RetryRequested.of(build("b-1"), "ann", new RetryScope.Failed(), false));

    assertThat(status("b-1")).isEqualTo(BuildStatus.QUEUE);
    cancel("b-2");
    assertThat(status("b-1")).isEqualTo(BuildStatus.RUNNING);
    assertThat(build("b-1").attempt()).isEqualTo(2);
    assertThat(build("b-1").number()).isEqualTo(1);
  }

  @Test
  void a_parked_build_lets_another_run_and_goes_on_without_waiting() {
    Pipeline reviewed =
        pipeline(
            "concurrency: {group: \"deploy-${BRANCH}\", queue-length: 2}\n",
            """
            stages:
              - check-in: {reviews: {flows: [{name: leads, reviewers: ann}]}}
                jobs: {ship: {steps: [{run: make}]}}
            """);
    Build parked = start("b-1", reviewed);
    start("b-2", group());

    assertThat(status("b-1")).isEqualTo(BuildStatus.PAUSE);
    assertThat(status("b-2")).isEqualTo(BuildStatus.RUNNING);

    send(
        "b-1",
        new BuildEvent.OfStageCheck.ReviewApproved(
            parked.stages().getFirst().id(), 1, 0, "ann", Set.of(), "", Data.ordered(Map.of())));
    start("b-3", group());
    cancel("b-2");

    assertThat(status("b-1")).isEqualTo(BuildStatus.RUNNING);
    assertThat(status("b-3")).isEqualTo(BuildStatus.QUEUE);
    cancel("b-1");
    assertThat(status("b-3")).isEqualTo(BuildStatus.RUNNING);
  }

  @Test
  void a_build_that_people_are_asked_about_has_a_number_and_takes_its_place_when_they_agree() {
    Build asked = start(reviewed("b-1", group()));
    start("b-2", group());

    assertThat(asked.status()).isEqualTo(BuildStatus.TRIGGER_REVIEWING);
    assertThat(asked.number()).isEqualTo(1);
    assertThat(start(reviewed("b-1", group())).status()).isEqualTo(BuildStatus.TRIGGER_REVIEWING);
    assertThat(status("b-2")).isEqualTo(BuildStatus.RUNNING);

    send("b-1", new BuildEvent.OfTrigger.TriggerApproved("ann"));
    assertThat(status("b-1")).isEqualTo(BuildStatus.QUEUE);
    cancel("b-2");
    assertThat(status("b-1")).isEqualTo(BuildStatus.RUNNING);
  }

  @Test
  void a_request_that_comes_again_is_not_refused_although_a_new_one_would_be() {
    Pipeline alone = pipeline("concurrency: {group: alone, queue-length: 0}\n");
    start(reviewed("b-1", alone));
    start("b-2", alone);

    assertThat(start(reviewed("b-1", alone)).status()).isEqualTo(BuildStatus.TRIGGER_REVIEWING);
    assertThatThrownBy(() -> start(reviewed("b-3", alone))).hasCauseInstanceOf(StartRefused.class);
  }

  @Test
  void a_request_that_was_refused_is_taken_when_it_comes_again_and_there_is_room() {
    Pipeline alone = pipeline("concurrency: {group: alone, queue-length: 0}\n");
    start("b-1", alone);
    assertThatThrownBy(() -> start(reviewed("b-2", alone))).hasCauseInstanceOf(StartRefused.class);
    cancel("b-1");

    assertThat(start(reviewed("b-2", alone)).status()).isEqualTo(BuildStatus.TRIGGER_REVIEWING);
  }

  @Test
  void nobody_is_asked_about_a_build_that_could_not_wait() {
    Pipeline alone = pipeline("concurrency: {group: alone, queue-length: 0}\n");
    start("b-1", alone);

    assertThatThrownBy(() -> start(reviewed("b-2", alone))).hasCauseInstanceOf(StartRefused.class);
    assertThat(store.load(new BuildId("b-2"))).isEmpty();
  }

  @Test
  void what_a_process_left_untold_is_told_by_the_next() {
    start("b-1", group());
    start("b-2", group());
    CompletableFuture<Build> cancelled =
        platform
            .builds()
            .sendLater(new BuildId("b-1"), new BuildEvent.CancelRequested("ann", true));
    while (!cancelled.isDone()) {
      turns.remove().run();
    }
    turns.clear();
    assertThat(status("b-2")).isEqualTo(BuildStatus.QUEUE);

    platform = open();
    platform.recoverLater();
    runTurns();

    assertThat(status("b-2")).isEqualTo(BuildStatus.RUNNING);
    assertThat(store.busy("queue")).isEmpty();
  }

  @Test
  void the_alias_and_the_version_of_a_build_are_variables_of_it() {
    Pipeline pipeline =
        pipeline(
            """
            custom-build-num: '${{DATE:"yyyyMMdd"}}.${{BUILD_NO_OF_DAY}}-${{BK_CI_BUILD_NUM}}'
            recommended-version:
              enabled: true
              major: 1
              minor: 2
              fix: 3
              build-no: {initial-value: 7, strategy: plus1-everytime}
            """);

    start("b-1", pipeline);
    start("b-2", pipeline);

    assertThat(variable("b-2", "BK_CI_BUILD_NUM_ALIAS")).isEqualTo("20260101.2-2");
    assertThat(variable("b-2", "BK_CI_MAJOR_VERSION")).isEqualTo("1");
    assertThat(variable("b-1", "BK_CI_BUILD_NO")).isEqualTo("7");
    assertThat(variable("b-2", "BK_CI_BUILD_NO")).isEqualTo("8");
  }

  private Arbitration open() {
    return Arbitration.simulated(store, new Asked(), clock, turns::add, 10);
  }

  private void runTurns() {
    for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
      turn.run();
    }
  }

  private Build start(String id, Pipeline pipeline) {
    return start(StartRequest.plain(new BuildId(id), new ProjectId("x"), ID, pipeline));
  }

  private static StartRequest reviewed(String id, Pipeline pipeline) {
    StartRequest plain = StartRequest.plain(new BuildId(id), new ProjectId("x"), ID, pipeline);
    return new StartRequest(
        plain.id(),
        plain.project(),
        plain.pipelineId(),
        plain.pipeline(),
        plain.parameters(),
        plain.builtIn(),
        plain.onlyJobs(),
        plain.numberAtLeast(),
        plain.sourcesUnchanged(),
        List.of("ann"));
  }

  private Build start(StartRequest request) {
    CompletableFuture<Build> answer = platform.queues().startLater(request);
    runTurns();
    return answer.join();
  }

  private void cancel(String id) {
    send(id, new BuildEvent.CancelRequested("ann", true));
  }

  private void send(String id, BuildEvent event) {
    CompletableFuture<Build> answer = platform.builds().sendLater(new BuildId(id), event);
    runTurns();
    Build _ = answer.join();
  }

  private Build build(String id) {
    return store.load(new BuildId(id)).orElseThrow().build();
  }

  private BuildStatus status(String id) {
    return build(id).status();
  }

  private String variable(String build, String name) {
    return Optional.ofNullable(build(build).variables().get(name)).orElseThrow().value();
  }

  private static Pipeline group() {
    return pipeline(
        """
        concurrency: {group: "deploy-${BRANCH}", queue-length: 2, queue-timeout-minutes: 30}
        """);
  }

  private static Pipeline pipeline(String more) {
    return pipeline(more, "steps: [{run: make}]\n");
  }

  private static Pipeline pipeline(String more, String work) {
    return Samples.pipeline("version: v3.0\nname: p\nvariables: {BRANCH: main}\n" + more + work);
  }

  private final class Asked implements Machines {
    @Override
    public void prepare(BuildId build, Effect.PrepareMachine wanted) {
      prepared.add(build);
    }

    @Override
    public void stop(BuildId build, Effect.StopTask wanted) {}

    @Override
    public void release(BuildId build, Effect.ReleaseMachine wanted) {}
  }
}
