package dev.millrace.server.builds.mutexes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.mutex.MutexGroup;
import dev.millrace.engine.mutex.MutexGroup.Waiter;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.Arbitration;
import dev.millrace.server.builds.Machines;
import dev.millrace.server.builds.Samples;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.server.builds.sql.SqlBuildStore;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import dev.millrace.testkit.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that share a mutex, in a database, and on one thread, which is the test's own. */
class MutexesTest {
  private static final MutexId BENCH = new MutexId("acme", "bench-main");

  @TempDir Path folder;

  private final VirtualClock clock = new VirtualClock();
  private final Deque<Runnable> turns = new ArrayDeque<>();
  private final List<BuildId> prepared = new ArrayList<>();
  private SqlBuildStore store;
  private Arbitration platform;

  @BeforeEach
  void open() {
    store = new SqlBuildStore(database());
    platform = Arbitration.simulated(store, new Asked(), clock, turns::add, 10);
  }

  Database database() {
    return SqliteDatabase.open(folder.resolve("millrace.db"));
  }

  @AfterEach
  void close() {
    platform.close();
    store.close();
  }

  @Test
  void jobs_of_different_builds_get_it_one_after_another_in_the_order_they_asked() {
    start("b-1", "50");
    start("b-2", "50");
    start("b-3", "50");

    assertThat(prepared).containsExactly(new BuildId("b-1"));
    assertThat(Mutexes.find(store, BENCH).waiters())
        .extracting(waiter -> waiter.claim().build().value())
        .containsExactly("b-2", "b-3");

    cancel("b-1");
    assertThat(prepared).containsExactly(new BuildId("b-1"), new BuildId("b-2"));
    cancel("b-2");
    cancel("b-3");

    assertThat(prepared).hasSize(3);
    assertThat(Mutexes.find(store, BENCH)).isEqualTo(MutexGroup.free(BENCH));
  }

  @Test
  void who_leaves_the_line_is_not_waited_for() {
    start("b-1", "50");
    start("b-2", "50");
    start("b-3", "50");

    cancel("b-2");
    cancel("b-1");

    assertThat(prepared).containsExactly(new BuildId("b-1"), new BuildId("b-3"));
  }

  @Test
  void a_job_that_does_not_wait_is_refused_and_names_the_holder() {
    start("b-1", "50");
    start("b-2", "0");

    assertThat(status("b-2")).isEqualTo(BuildStatus.FAILED);
    assertThat(job("b-2").failure().orElseThrow().message().english())
        .isEqualTo(
            "the queue of the mutex bench-main is full (at most 0); job only of build b-1 holds it");
  }

  @Test
  void a_job_gives_up_when_its_time_to_wait_is_over() {
    start("b-1", "50");
    start("b-2", "50");

    clock.advance(Duration.ofMinutes(20));
    platform.bringDueTimers();
    runTurns();

    assertThat(job("b-2").status()).isEqualTo(JobStatus.FAILED);
    assertThat(Mutexes.find(store, BENCH).waiting()).isZero();
  }

  /** A lock kept in memory was lost with it, and two held it; its line went by whole seconds. */
  @Test
  void holder_and_line_outlive_the_process() {
    start("b-1", "50");
    start("b-2", "50");
    start("b-3", "50");
    MutexGroup before = Mutexes.find(store, BENCH);

    restart();
    start("b-4", "50");

    MutexGroup after = Mutexes.find(store, BENCH);
    assertThat(after.holder()).isEqualTo(before.holder());
    assertThat(after.waiters()).startsWith(before.waiters().toArray(Waiter[]::new)).hasSize(3);
    cancel("b-1");
    assertThat(prepared).endsWith(new BuildId("b-2"));
  }

  /** The message to the head of the line was lost, and everybody behind waited for hours. */
  @Test
  void a_message_the_process_died_with_is_delivered_by_the_next() {
    start("b-1", "50");
    start("b-2", "50");

    answer(platform.builds().sendLater(new BuildId("b-1"), cancellation()), 1);
    turns.clear();
    restart();

    assertThat(status("b-1")).isEqualTo(BuildStatus.CANCELED);
    assertThat(prepared).endsWith(new BuildId("b-2"));
    assertThat(Mutexes.find(store, BENCH).holder().orElseThrow().claim().build().value())
        .isEqualTo("b-2");
  }

  /** Each delivery of such a grant once left one message more to be delivered, without an end. */
  @Test
  void what_is_granted_to_a_build_that_is_over_is_taken_back_and_leaves_nothing_to_be_said() {
    start("b-1", "50");
    start("b-2", "50");
    var first = platform.builds().sendLater(new BuildId("b-1"), cancellation());
    var second = platform.builds().sendLater(new BuildId("b-2"), cancellation());

    runTurns();

    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(Mutexes.find(store, BENCH)).isEqualTo(MutexGroup.free(BENCH));
    assertThat(store.load(new BuildId("b-2")).orElseThrow().effects())
        .filteredOn(recorded -> recorded.effect() instanceof Effect.ReleaseMutex)
        .as("what the build itself says, which the store forgets when it comes to it")
        .hasSizeLessThan(2);
  }

  @Test
  void builds_of_another_project_have_another_mutex_of_the_same_name() {
    start("b-1", "50");
    start("b-2", "other", "50");

    assertThat(prepared).hasSize(2);
  }

  @Test
  void names_of_projects_and_mutexes_may_have_any_letters() {
    for (MutexId id :
        List.of(new MutexId("a/b %", "c/d"), new MutexId("a", "b %/c/d"), new MutexId("", "/"))) {
      assertThat(MutexKind.idOfName(MutexKind.nameOf(id))).isEqualTo(id);
    }
  }

  private void restart() {
    turns.clear();
    close();
    open();
    platform.recoverLater();
    runTurns();
  }

  private void start(String build, String queueLength) {
    start(build, "acme", queueLength);
  }

  private void start(String build, String project, String queueLength) {
    var request =
        new StartRequest(
            new BuildId(build),
            new ProjectId(project),
            new PipelineId("p"),
            pipeline(queueLength),
            Data.ordered(Map.of()),
            Data.ordered(Map.of()),
            Set.of(),
            1,
            false,
            List.of());
    answer(platform.queues().startLater(request), Integer.MAX_VALUE);
  }

  private void cancel(String build) {
    answer(platform.builds().sendLater(new BuildId(build), cancellation()), Integer.MAX_VALUE);
  }

  private static BuildEvent cancellation() {
    return new BuildEvent.CancelRequested("ann", true);
  }

  private <T> void answer(CompletableFuture<T> asked, int atMost) {
    for (int n = 0; n < atMost && !turns.isEmpty(); n++) {
      turns.remove().run();
    }
    assertThat(asked).isCompleted();
  }

  private void runTurns() {
    while (!turns.isEmpty()) {
      turns.remove().run();
    }
  }

  private BuildStatus status(String build) {
    return load(build).status();
  }

  private JobState job(String build) {
    return load(build).stages().getFirst().jobs().get(0);
  }

  private Build load(String build) {
    return store.load(new BuildId(build)).orElseThrow().build();
  }

  private static Pipeline pipeline(String queueLength) {
    return Samples.pipeline(
        """
        version: v3.0
        name: p
        variables: {BRANCH: main}
        jobs:
          only:
            mutex: {label: "bench-${BRANCH}", queue-length: %s, timeout-minutes: 20}
            steps: [{run: make}]
        """
            .formatted(queueLength));
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
