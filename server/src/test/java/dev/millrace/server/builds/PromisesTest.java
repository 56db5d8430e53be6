package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.StartRefused;
import dev.millrace.engine.event.BuildEvent.TaskCompleted;
import dev.millrace.engine.event.BuildEvent.WorkerStarted;
import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.Arbitration;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.server.database.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What older designs of such a server got wrong, one promise for each. What the rules alone keep is
 * in the engine's test of the same name.
 */
class PromisesTest extends BuildsTestBase {
  private boolean away;

  /** A commit and the message that followed it were two steps, and a crash between lost a build. */
  @Test
  void what_a_commit_wants_is_done_although_the_process_dies_right_after_it() {
    assertThatThrownBy(() -> beginDyingAtPoint(2)).isInstanceOf(SimulatedCrash.class);
    assertThat(machines.prepared).isEmpty();

    recovered();

    assertThat(machines.prepared).hasSize(1);
  }

  /** One failure of the database was turned into the end of the step it hit. */
  @Test
  void a_store_that_is_away_for_a_moment_ends_nothing() {
    Builds builds = withStoreThatMayBeAway();
    JobState job = begun(builds);

    away = true;
    assertThatThrownBy(() -> now(builds.sendLater(ID, succeeded(job, 1))))
        .hasCauseInstanceOf(StoreUnavailable.class);
    assertThat(stored().status()).isEqualTo(BuildStatus.RUNNING);
    away = false;
    Build after = now(builds.sendLater(ID, succeeded(job, 1)));

    assertThat(after.cancel()).isEmpty();
    assertThat(job(after).tasks().getFirst().status()).isEqualTo(TaskStatus.SUCCEED);
  }

  /** A failure while a build ended was logged, and nobody was left to end it. */
  @Test
  void a_build_whose_end_could_not_be_stored_is_still_watched_and_ends() {
    Builds builds = withStoreThatMayBeAway();
    JobState job = begun(builds);
    now(builds.sendLater(ID, succeeded(job, 1)));

    away = true;
    assertThatThrownBy(() -> now(builds.sendLater(ID, succeeded(job, 2))))
        .hasCauseInstanceOf(StoreUnavailable.class);
    away = false;
    assertThat(stored().status()).isEqualTo(BuildStatus.RUNNING);
    daysPass(builds);

    assertThat(stored().status().isFinished()).isTrue();
  }

  /** A build without a definition was accepted, and then could neither start nor be cancelled. */
  @Test
  void what_can_not_be_run_is_refused_at_once_and_leaves_nothing() {
    var impossible =
        new StartRequest(
            ID,
            new ProjectId("x"),
            new PipelineId("one"),
            ONE_JOB,
            Data.ordered(Map.of("nobody", "knows it")),
            Data.ordered(Map.of()),
            Set.of(),
            1,
            false,
            List.of());
    var platform = Arbitration.simulated(store, machines, clock, turns::add, IN_MEMORY);

    assertThatThrownBy(() -> platform.queues().startLater(impossible))
        .isInstanceOf(StartRefused.class);

    assertThat(store.load(ID)).isEmpty();
  }

  /** The loop that watched a worker ended without a word when its key was gone. */
  @Test
  void a_worker_that_falls_silent_is_noticed_also_after_a_restart() {
    begun(open(new EngineRules()));

    Builds after = recovered();
    daysPass(after);

    assertThat(stored().status()).isEqualTo(BuildStatus.FAILED);
  }

  /** All timeouts of a build hung on one message that sent itself again. */
  @Test
  void each_timer_is_a_row_that_outlives_the_process() {
    Builds before = open(new EngineRules());
    begun(before);
    assertThat(store.load(ID).orElseThrow().timers())
        .extracting(SetTimer::key)
        .containsExactlyInAnyOrder("job:only", "task:only:1");

    Builds after = recovered();

    assertThat(after.nextDue()).isPresent().isEqualTo(before.nextDue());
  }

  /** Locks ran out while their holder still worked, and a step was done twice. */
  @Test
  void of_two_processes_that_do_the_same_step_one_does_it() {
    Builds here = open(new EngineRules());
    Build build = begin(here, request("b-1"));
    var started = new WorkerStarted(JOB, 1, job(build).fence());
    Builds there = open(new EngineRules());
    now(there.sendLater(ID, started));

    Build after = now(here.sendLater(ID, started));

    assertThat(after).isEqualTo(stored());
    assertThat(store.load(ID).orElseThrow().version()).isEqualTo(2);
    assertThat(machines.prepared).hasSize(1);
  }

  /** State lay in several places that were written one after another, and drifted apart. */
  @Test
  void a_build_its_timers_and_what_it_wants_are_there_together_or_not_at_all() {
    assertThatThrownBy(() -> beginDyingAtPoint(1)).isInstanceOf(SimulatedCrash.class);
    assertThat(store.load(ID)).isEmpty();
    turns.clear();

    assertThatThrownBy(() -> beginDyingAtPoint(2)).isInstanceOf(SimulatedCrash.class);

    StoredBuild stored = store.load(ID).orElseThrow();
    assertThat(stored.build().status()).isEqualTo(BuildStatus.RUNNING);
    assertThat(stored.timers()).hasSize(1);
    assertThat(stored.effects()).hasSize(1);
    assertThat(store.list(BuildQuery.newest(1)).builds().getFirst().status())
        .isEqualTo(stored.build().status());
  }

  /** Events came in doubles, and each made more of them. */
  @Test
  void an_event_that_comes_twice_is_committed_once_and_asks_for_nothing_twice() {
    Builds builds = open(new EngineRules());
    JobState job = begun(builds);
    long version = store.load(ID).orElseThrow().version();

    now(builds.sendLater(ID, new WorkerStarted(JOB, job.attempt(), job.fence())));

    assertThat(store.load(ID).orElseThrow().version()).isEqualTo(version);
    assertThat(machines.prepared).hasSize(1);
  }

  /** A task succeeded although its outputs could not be saved. */
  @Test
  void a_task_has_succeeded_only_when_its_outputs_are_stored() {
    Builds builds = withStoreThatMayBeAway();
    TaskCompleted report = succeeded(begun(builds), 1);

    away = true;
    assertThatThrownBy(() -> now(builds.sendLater(ID, report)))
        .hasCauseInstanceOf(StoreUnavailable.class);

    assertThat(job(stored()).tasks().getFirst().status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(job(builds.find(ID).orElseThrow()).tasks().getFirst().status())
        .isEqualTo(TaskStatus.RUNNING);
  }

  private static final BuildId ID = new BuildId("b-1");

  /** A timer that rings may set another, such as the time a task has to stop. */
  private void daysPass(Builds builds) {
    for (int day = 0; day < 3; day++) {
      clock.advance(Duration.ofDays(1));
      bringDueTimers(builds);
    }
  }

  private Build stored() {
    return store.load(ID).orElseThrow().build();
  }

  /** Accepts a build and has its worker run its first task. */
  private JobState begun(Builds builds) {
    JobState job = job(begin(builds, request("b-1")));
    return job(now(builds.sendLater(ID, new WorkerStarted(JOB, job.attempt(), job.fence()))));
  }

  private Builds withStoreThatMayBeAway() {
    Runnable maybeAway =
        () -> {
          if (away) {
            throw new StoreUnavailable("away", new IllegalStateException("disk full"));
          }
        };
    return open(new CrashingStore(store, maybeAway), new EngineRules());
  }

  /** In a process that dies the n-th time it is about to write or has written. */
  private Build beginDyingAtPoint(int n) {
    var points = new AtomicInteger();
    Runnable maybeDie =
        () -> {
          if (points.incrementAndGet() == n) {
            throw new SimulatedCrash();
          }
        };
    var dying = new CrashingStore(store, maybeDie);
    Builds builds = open(dying, new EngineRules());
    return now(Beginnings.begin(dying, builds, request("b-1"), clock.instant()));
  }

  /** The next process, on what the last one left. */
  private Builds recovered() {
    turns.clear();
    Builds after = open(new EngineRules());
    after.recoverLater();
    runTurns();
    return after;
  }
}
