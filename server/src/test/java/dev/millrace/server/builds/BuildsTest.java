package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.Transition;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.CancelRequested;
import dev.millrace.engine.event.BuildEvent.TaskCompleted;
import dev.millrace.engine.event.BuildEvent.WorkerStarted;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class BuildsTest {
  private static final JobId JOB = new JobId("only");
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final Pipeline ONE_JOB =
      Samples.pipeline(
          """
          version: v3.0
          name: one
          stages:
            - jobs:
                only:
                  steps:
                    - run: make
                    - run: make install
          """);

  private final VirtualClock clock = new VirtualClock();
  private final RecordingMachines machines = new RecordingMachines();
  private final BuildStore store = new MemoryBuildStore();
  private final Deque<Runnable> turns = new ArrayDeque<>();

  @Test
  void a_worker_that_reports_a_task_has_its_next_one_with_the_same_commit() {
    Builds builds = open(new EngineRules());
    Build build = now(builds.acceptLater(request("b-1")));
    JobState job = job(build);
    now(builds.sendLater(build.id(), new WorkerStarted(JOB, job.attempt(), job.fence())));

    Build after = now(builds.sendLater(build.id(), succeeded(job, 1)));

    assertThat(job(after).tasks().get(1).status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(store.load(build.id()).orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void a_request_that_comes_again_changes_nothing() {
    Builds builds = open(new EngineRules());
    Build first = now(builds.acceptLater(request("b-1")));

    Build again = now(builds.acceptLater(request("b-1")));

    assertThat(again).isEqualTo(first);
    assertThat(store.load(first.id()).orElseThrow().version()).isEqualTo(1);
    assertThat(machines.prepared).hasSize(1);
  }

  @Test
  void a_request_that_comes_again_after_a_restart_changes_nothing() {
    Build first = now(open(new EngineRules()).acceptLater(request("b-1")));

    Build again = now(open(new EngineRules()).acceptLater(request("b-1")));

    assertThat(again).isEqualTo(first);
    assertThat(store.load(first.id()).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void an_event_that_changes_nothing_costs_no_commit() {
    Builds builds = open(new EngineRules());
    Build build = now(builds.acceptLater(request("b-1")));

    Build after = now(builds.sendLater(build.id(), new WorkerStarted(JOB, 7, 7)));

    assertThat(after).isSameAs(build);
    assertThat(store.load(build.id()).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void an_event_for_a_build_that_is_not_there_is_refused() {
    Builds builds = open(new EngineRules());

    assertThatThrownBy(
            () -> now(builds.sendLater(new BuildId("no"), new CancelRequested("ann", true))))
        .hasRootCauseInstanceOf(UnknownBuild.class)
        .hasRootCauseMessage("there is no build no");
  }

  @Test
  void a_timer_is_brought_when_it_is_due_and_not_before() {
    Builds builds = open(new EngineRules());
    Build build = now(builds.acceptLater(request("b-1")));
    Instant due = builds.timers().nextDue().orElseThrow();

    clock.moveTo(due.minusNanos(1));
    bringDueTimers(builds);
    assertThat(builds.find(build.id()).orElseThrow().status()).isEqualTo(BuildStatus.RUNNING);

    clock.moveTo(due);
    bringDueTimers(builds);
    assertThat(builds.find(build.id()).orElseThrow().status()).isEqualTo(BuildStatus.FAILED);
    assertThat(store.load(build.id()).orElseThrow().timers()).isEmpty();
  }

  @Test
  void a_timer_is_brought_once_however_the_clock_jumps() {
    Builds builds = open(new EngineRules());
    Build build = now(builds.acceptLater(request("b-1")));

    clock.advance(Duration.ofDays(30));
    bringDueTimers(builds);
    long version = store.load(build.id()).orElseThrow().version();
    clock.advance(Duration.ofDays(-60));
    bringDueTimers(builds);
    clock.advance(Duration.ofDays(60));
    bringDueTimers(builds);

    assertThat(store.load(build.id()).orElseThrow().version()).isEqualTo(version);
  }

  @Test
  void a_timer_that_became_due_while_nobody_ran_is_brought_after_the_restart() {
    Build build = now(open(new EngineRules()).acceptLater(request("b-1")));
    clock.advance(Duration.ofDays(30));

    Builds after = open(new EngineRules());
    after.recoverLater();
    runTurns();
    bringDueTimers(after);

    assertThat(after.find(build.id()).orElseThrow().status()).isEqualTo(BuildStatus.FAILED);
  }

  @Test
  void a_machine_that_was_asked_for_is_asked_for_again_until_its_worker_starts() {
    Builds before = open(new EngineRules());
    Build build = now(before.acceptLater(request("b-1")));
    JobState job = job(build);

    open(new EngineRules()).recoverLater();
    runTurns();
    assertThat(machines.prepared).hasSize(2);

    Builds last = open(new EngineRules());
    now(last.sendLater(build.id(), new WorkerStarted(JOB, job.attempt(), job.fence())));
    open(new EngineRules()).recoverLater();
    runTurns();
    assertThat(machines.prepared).hasSize(2);
  }

  @Test
  void a_task_that_shall_stop_is_told_again_until_it_has_reported() {
    Builds builds = open(new EngineRules());
    Build build = now(builds.acceptLater(request("b-1")));
    JobState job = job(build);
    now(builds.sendLater(build.id(), new WorkerStarted(JOB, job.attempt(), job.fence())));
    now(builds.sendLater(build.id(), new CancelRequested("ann", false)));
    assertThat(machines.stopped).hasSize(1);

    Builds after = open(new EngineRules());
    after.recoverLater();
    runTurns();
    assertThat(machines.stopped).hasSize(2);

    now(after.sendLater(build.id(), succeeded(job, 1)));
    assertThat(store.load(build.id()).orElseThrow().effects()).isEmpty();
    assertThat(store.unfinished()).isEmpty();
  }

  @Test
  void a_task_nobody_waits_for_is_told_to_stop_once() {
    Builds builds = open(new EngineRules());
    Build build = now(builds.acceptLater(request("b-1")));
    JobState job = job(build);
    now(builds.sendLater(build.id(), new WorkerStarted(JOB, job.attempt(), job.fence())));

    Build cancelled = now(builds.sendLater(build.id(), new CancelRequested("ann", true)));

    assertThat(cancelled.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(machines.stopped).hasSize(1);
    assertThat(store.unfinished()).isEmpty();
  }

  @Test
  void a_machine_that_cannot_be_prepared_is_a_worker_lost_with_that_reason() {
    machines.failure = Optional.of("no room on this machine");
    Builds builds = open(new EngineRules());

    Build build = now(builds.acceptLater(request("b-1")));
    runTurns();

    Build after = builds.find(build.id()).orElseThrow();
    assertThat(after.status()).isEqualTo(BuildStatus.FAILED);
    assertThat(job(after).failure().orElseThrow().message()).contains("no room on this machine");
  }

  @Test
  void a_mistake_in_the_rules_ends_its_build_with_a_reason_and_no_other() {
    Builds builds =
        open(
            new BuildRules() {
              private final BuildRules good = new EngineRules();

              @Override
              public Transition start(BuildRequest request, Instant now) {
                return good.start(request, now);
              }

              @Override
              public Transition on(Build build, BuildEvent event, Instant now) {
                if (build.id().value().equals("b-1")) {
                  throw new IllegalStateException("a bug");
                }
                return good.on(build, event, now);
              }
            });
    Build first = now(builds.acceptLater(request("b-1")));
    Build second = now(builds.acceptLater(request("b-2")));

    Build broken = now(builds.sendLater(first.id(), new CancelRequested("ann", true)));
    Build well = now(builds.sendLater(second.id(), new CancelRequested("ann", true)));

    assertThat(broken.status()).isEqualTo(BuildStatus.FAILED);
    assertThat(job(broken).status()).isEqualTo(JobStatus.FAILED);
    assertThat(job(broken).failure().orElseThrow().message()).contains("a bug");
    assertThat(machines.released).contains(new Effect.ReleaseMachine(JOB, 1, job(first).fence()));
    assertThat(well.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(store.unfinished()).isEmpty();
  }

  @Test
  void an_error_while_a_letter_is_read_is_told_to_its_sender_and_the_next_is_read() {
    Builds builds =
        open(
            new BuildRules() {
              private final BuildRules good = new EngineRules();

              @Override
              public Transition start(BuildRequest request, Instant now) {
                if (request.id().value().equals("b-1") && now.equals(VirtualClock.START)) {
                  throw new StackOverflowError();
                }
                return good.start(request, now);
              }

              @Override
              public Transition on(Build build, BuildEvent event, Instant now) {
                return good.on(build, event, now);
              }
            });
    CompletableFuture<Build> broken = builds.acceptLater(request("b-1"));
    assertThatThrownBy(this::runTurns).isInstanceOf(StackOverflowError.class);
    assertThat(broken).isCompletedExceptionally();
    clock.advance(Duration.ofSeconds(1));

    Build build = now(builds.acceptLater(request("b-1")));

    assertThat(build.status()).isEqualTo(BuildStatus.RUNNING);
  }

  @Test
  void a_commit_that_happened_although_the_store_could_not_tell_has_all_its_consequences() {
    var unsure = new UnsureStore(store);
    Builds builds = new Builds(unsure, machines, clock, new EngineRules(), turns::add, IN_MEMORY);
    List<Optional<Build>> told = new ArrayList<>();
    Listening listening =
        builds.listen((before, after, _) -> {
          told.add(before);
          told.add(Optional.of(after));
        });
    unsure.sure = false;
    assertThat(builds.acceptLater(request("b-1"))).satisfies(this::isUnavailable);
    unsure.sure = true;
    Build build = now(builds.acceptLater(request("b-1")));
    assertThat(machines.prepared).hasSize(1);
    JobState job = job(build);
    now(builds.sendLater(build.id(), new WorkerStarted(JOB, job.attempt(), job.fence())));

    unsure.sure = false;
    assertThat(builds.sendLater(build.id(), new CancelRequested("ann", true)))
        .satisfies(this::isUnavailable);
    unsure.sure = true;
    Build end = now(builds.sendLater(build.id(), new CancelRequested("ann", true)));

    assertThat(end.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(machines.stopped).hasSize(1);
    assertThat(store.unfinished()).isEmpty();
    assertThat(listening.awaitCaughtUp(LONG)).isTrue();
    assertThat(told).hasSize(6).endsWith(Optional.of(end));
    assertThat(told.get(2)).isEqualTo(told.get(1));
    assertThat(told.get(4)).isEqualTo(told.get(3));
  }

  private void isUnavailable(CompletableFuture<Build> answer) {
    runTurns();
    assertThatThrownBy(answer::join).hasCauseInstanceOf(StoreUnavailable.class);
  }

  @Test
  void what_another_process_committed_first_is_seen_and_decided_on() {
    Builds here = open(new EngineRules());
    Build build = now(here.acceptLater(request("b-1")));
    Builds there = open(new EngineRules());
    now(there.sendLater(build.id(), new WorkerStarted(JOB, 1, job(build).fence())));

    Build after = now(here.sendLater(build.id(), new CancelRequested("ann", false)));

    assertThat(job(after).status()).isEqualTo(JobStatus.RUNNING);
    assertThat(after.cancel()).isPresent();
    assertThat(store.load(build.id()).orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void a_mailbox_takes_no_more_than_its_limit() {
    Builds builds = open(new EngineRules());
    Build build = now(builds.acceptLater(request("b-1")));
    var event = new WorkerStarted(JOB, 7, 7);
    for (int n = 0; n < BuildMailbox.MAX_WAITING; n++) {
      var _ = builds.sendLater(build.id(), event);
    }

    assertThatThrownBy(() -> builds.sendLater(build.id(), event))
        .isInstanceOf(MailboxFull.class)
        .hasMessageContaining("b-1")
        .hasMessageContaining("1000");

    runTurns();
    assertThat(now(builds.sendLater(build.id(), event))).isEqualTo(build);
  }

  @Test
  void more_builds_than_fit_into_memory_are_read_again_when_something_happens() {
    Builds builds = open(new EngineRules());
    List<Build> accepted = new ArrayList<>();
    for (int n = 0; n < 3 * IN_MEMORY; n++) {
      accepted.add(now(builds.acceptLater(request("b-" + n))));
    }

    for (Build build : accepted) {
      now(builds.sendLater(build.id(), new CancelRequested("ann", true)));
      assertThat(builds.find(build.id()).orElseThrow().status()).isEqualTo(BuildStatus.CANCELED);
    }
    assertThat(store.unfinished()).isEmpty();
  }

  @Test
  void a_slow_listener_delays_nobody_and_misses_no_end() throws Exception {
    Builds builds = open(new EngineRules());
    var release = new CountDownLatch(1);
    List<Build> told = new ArrayList<>();
    Listening listening =
        builds.listen((before, after, _) -> {
          awaitQuietly(release);
          told.add(after);
          before.ifPresent(state -> assertThat(told).contains(state));
        });

    int many = BuildListener.MAX_QUEUED / 2 + 100;
    for (int n = 0; n < many; n++) {
      Build build = now(builds.acceptLater(request("b-" + n)));
      now(builds.sendLater(build.id(), new CancelRequested("ann", true)));
    }
    release.countDown();
    listening.close();

    assertThat(told.stream().filter(build -> build.status().isFinished())).hasSize(many);
    assertThat(told.size()).isBetween(BuildListener.MAX_QUEUED, 2 * many);
  }

  @Test
  void a_listener_has_caught_up_when_it_was_told_everything_committed_so_far() {
    Builds builds = open(new EngineRules());
    var release = new CountDownLatch(1);
    List<Build> told = new ArrayList<>();
    Listening listening =
        builds.listen((_, after, _) -> {
          awaitQuietly(release);
          told.add(after);
        });
    Build first = now(builds.acceptLater(request("b-1")));
    Build last = now(builds.sendLater(first.id(), new CancelRequested("ann", true)));

    assertThat(listening.awaitCaughtUp(Duration.ofMillis(1))).isFalse();
    release.countDown();

    assertThat(listening.awaitCaughtUp(LONG)).isTrue();
    assertThat(told).containsExactly(first, last);
  }

  @Test
  void a_listener_that_fails_is_told_what_comes_next() {
    Builds builds = open(new EngineRules());
    List<Build> told = new ArrayList<>();
    Listening listening =
        builds.listen((before, after, _) -> {
          told.add(after);
          if (before.isEmpty()) {
            throw new AssertionError("a bug of the listener");
          }
        });

    Build first = now(builds.acceptLater(request("b-1")));
    Build last = now(builds.sendLater(first.id(), new CancelRequested("ann", true)));

    assertThat(listening.awaitCaughtUp(LONG)).isTrue();
    assertThat(told).containsExactly(first, last);
  }

  @Test
  void a_listener_that_was_given_up_is_told_nothing_any_more() {
    var calls = new Semaphore(0);
    var release = new CountDownLatch(1);
    var queue =
        new ListenerQueue(
            (_, _, _) -> {
              calls.release();
              awaitInterrupted(release);
            },
            Duration.ofMillis(1));
    queue.start();
    for (int n = 0; n < 3; n++) {
      queue.add(
          new ListenerQueue.Step(Optional.empty(), Samples.queued("b-" + n), Optional.empty()));
    }
    calls.acquireUninterruptibly();

    queue.close();
    release.countDown();

    assertThat(queue.awaitCaughtUp(LONG)).isTrue();
    assertThat(calls.availablePermits()).isZero();
  }

  private static void awaitInterrupted(CountDownLatch latch) {
    boolean released = false;
    while (!released) {
      try {
        latch.await();
        released = true;
      } catch (InterruptedException stop) {
        // As a listener that does not know how to stop.
      }
    }
  }

  @Test
  void whoever_has_waited_for_an_end_finds_it_on_its_way_to_the_listeners() {
    try (Builds builds = Builds.open(store, machines, clock)) {
      for (int n = 0; n < 500; n++) {
        BuildId id = builds.accept(request("b-" + n)).id();
        List<Build> told = new CopyOnWriteArrayList<>();
        Listening listening = builds.listen((_, after, _) -> told.add(after));
        var heard = new CompletableFuture<Boolean>();
        Thread.ofVirtual()
            .start(() -> {
              Build end = builds.awaitEnd(id, LONG);
              listening.close();
              heard.complete(told.contains(end));
            });

        builds.send(id, new CancelRequested("ann", true));

        assertThat(heard.join()).as("in round %s", n).isTrue();
      }
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static final int IN_MEMORY = 20;

  private Builds open(BuildRules rules) {
    return new Builds(store, machines, clock, rules, turns::add, IN_MEMORY);
  }

  private void runTurns() {
    for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
      turn.run();
    }
  }

  private void bringDueTimers(Builds builds) {
    builds.bringDueTimers();
    runTurns();
  }

  private Build now(CompletableFuture<Build> answer) {
    runTurns();
    return answer.join();
  }

  private static JobState job(Build build) {
    return build.find(JOB).orElseThrow();
  }

  private static TaskCompleted succeeded(JobState job, int position) {
    return new TaskCompleted(
        JOB,
        job.attempt(),
        job.fence(),
        TaskId.of(JOB, position),
        0,
        new TaskResult(
            TaskResult.Outcome.SUCCEEDED,
            Optional.empty(),
            Data.ordered(Map.of()),
            Data.ordered(Map.of())));
  }

  private static BuildRequest request(String id) {
    return new BuildRequest(
        new BuildId(id), 1, ONE_JOB, Data.ordered(Map.of()), Data.ordered(Map.of()), Set.of());
  }
}
