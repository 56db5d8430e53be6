package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.queue.BuildQueue;
import dev.millrace.engine.queue.QueueEffect.ToBuild;
import dev.millrace.engine.queue.QueuedBuild;
import dev.millrace.engine.queue.QueuedBuild.Standing;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.QueueId;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import dev.millrace.server.builds.queues.StoredQueues;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold between builds and their queues after every event, looked at in the store. */
final class QueueHistory {
  private final MemoryBuildStore store;
  private final Map<String, BuildId> numbers = new HashMap<>();
  private final Set<Attempt> parkedOnce = new HashSet<>();

  /** One attempt of a build. */
  private record Attempt(BuildId build, int number) {}

  QueueHistory(MemoryBuildStore store) {
    this.store = store;
  }

  void check() {
    Map<QueueId, Integer> running = new HashMap<>();
    Set<QueueId> queues = new HashSet<>();
    for (BuildSummary summary : store.list(BuildQuery.newest(100)).builds()) {
      StoredBuild stored = store.load(summary.id()).orElseThrow();
      Build build = stored.build();
      QueueId queue = build.queueing().queue();
      queues.add(queue);
      numberIsItsOwn(build);
      switch (build.status()) {
        case QUEUE -> somebodyWillWakeIt(stored);
        case TRIGGER_REVIEWING ->
            assertThat(find(build)).as("the place of a build nobody let begin").isEmpty();
        case RUNNING -> {
          if (!tells(stored)) {
            running.merge(queue, 1, Integer::sum);
          }
          knownAs(Standing.RUNNING, stored);
        }
        case PAUSE -> {
          parkedOnce.add(new Attempt(build.id(), build.attempt()));
          knownAs(Standing.PARKED, stored);
        }
        case SUCCEED, FAILED, CANCELED, QUEUE_TIMEOUT, STAGE_SUCCESS -> queueLetsGo(stored);
      }
    }
    for (QueueId id : queues) {
      BuildQueue queue = StoredQueues.find(store, id);
      assertThat(running.getOrDefault(id, 0))
          .as("builds that run of %s", queue)
          .isLessThanOrEqualTo(queue.running());
      slotsAreEnough(queue);
      inOrder(queue);
    }
  }

  /** Or the queue will be told so. */
  private void knownAs(Standing standing, StoredBuild stored) {
    assertThat(find(stored.build()))
        .as("what the queue knows of the build %s, %s", stored.build().id(), standing)
        .hasValueSatisfying(
            known -> assertThat(known.standing() == standing || tells(stored)).isTrue());
  }

  /** A build that was parked has its slot back at once, whoever has it meanwhile. */
  private void slotsAreEnough(BuildQueue queue) {
    assertThat(queue.builds().values())
        .filteredOn(build -> build.standing() == Standing.RUNNING)
        .filteredOn(build -> !parkedOnce.contains(new Attempt(build.build(), build.attempt())))
        .as("builds of %s that were let in and never parked", queue)
        .hasSizeLessThanOrEqualTo(queue.head().slots());
  }

  private void numberIsItsOwn(Build build) {
    String number = build.queueing().pipeline() + " #" + build.number();
    BuildId first = numbers.computeIfAbsent(number, _ -> build.id());
    assertThat(build.id()).as("the build whose number is %s", number).isEqualTo(first);
  }

  private static void inOrder(BuildQueue queue) {
    List<QueuedBuild> builds = queue.builds().values();
    long lastLetIn =
        builds.stream()
            .filter(build -> build.standing() == Standing.RUNNING)
            .mapToLong(QueuedBuild::ticket)
            .max()
            .orElse(0);
    assertThat(builds)
        .filteredOn(build -> build.standing() == Standing.WAITING)
        .allMatch(build -> build.ticket() > lastLetIn);
  }

  /** It stands in line, or somebody is being told of it. */
  private void somebodyWillWakeIt(StoredBuild stored) {
    Build build = stored.build();
    boolean waits = find(build).filter(known -> known.standing() == Standing.WAITING).isPresent();
    boolean isTold =
        StoredQueues.messages(store, build.queueing().queue()).stream()
            .anyMatch(message -> isFor(build, message));
    assertThat(waits || isTold || tells(stored))
        .as("somebody will wake the build %s, which waits", build)
        .isTrue();
  }

  /** A slot of a build that is over is given back by a message on its way. */
  private void queueLetsGo(StoredBuild stored) {
    Build build = stored.build();
    if (find(build).isPresent()) {
      boolean isTold =
          StoredQueues.messages(store, build.queueing().queue()).stream()
              .anyMatch(message -> isFor(build, message));
      assertThat(tells(stored) || isTold)
          .as("the queue will hear that %s has ended %s", build.id(), build.status())
          .isTrue();
    }
  }

  private Optional<QueuedBuild> find(Build build) {
    return StoredQueues.find(store, build.queueing().queue())
        .find(build.id())
        .filter(known -> known.attempt() == build.attempt());
  }

  private static boolean isFor(Build build, ToBuild message) {
    return message.build().equals(build.id()) && message.attempt() == build.attempt();
  }

  private static boolean tells(StoredBuild stored) {
    return stored.effects().stream().anyMatch(one -> one.effect() instanceof Effect.TellQueue);
  }

  /** At the end every queue is empty. */
  void checkEnd() {
    for (BuildSummary summary : store.list(BuildQuery.newest(100)).builds()) {
      Build build = store.load(summary.id()).orElseThrow().build();
      assertThat(build.status()).isNotEqualTo(BuildStatus.QUEUE);
      assertThat(StoredQueues.find(store, build.queueing().queue()).unfinished()).isZero();
    }
  }
}
