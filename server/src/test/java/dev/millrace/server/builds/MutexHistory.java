package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.mutex.MutexClaim;
import dev.millrace.engine.mutex.MutexGroup;
import dev.millrace.engine.mutex.MutexGroup.Hold;
import dev.millrace.engine.mutex.MutexGroup.Waiter;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.engine.state.StageState;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import dev.millrace.server.builds.mutexes.Mutexes;
import dev.millrace.server.builds.mutexes.StoredMutexes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold between jobs and their mutexes after every event, looked at in the store. */
final class MutexHistory {
  private final MemoryBuildStore store;
  private final Map<MutexId, MutexGroup> last = new HashMap<>();
  private long granted;

  MutexHistory(MemoryBuildStore store) {
    this.store = store;
  }

  /** How often somebody got a mutex. */
  long granted() {
    return granted;
  }

  void check() {
    Map<MutexId, List<MutexClaim>> holding = new HashMap<>();
    for (BuildSummary summary : store.list(BuildQuery.newest(100)).builds()) {
      StoredBuild stored = store.load(summary.id()).orElseThrow();
      for (StageState stage : stored.build().stages()) {
        for (JobState job : stage.jobs()) {
          job.mutex().ifPresent(role -> check(stored, job, role, holding));
        }
      }
    }
    holding.forEach(this::i5OneHolds);
    last.replaceAll((mutex, before) -> inOrder(before, Mutexes.find(store, mutex)));
  }

  private void check(
      StoredBuild stored, JobState job, MutexRole role, Map<MutexId, List<MutexClaim>> holding) {
    last.computeIfAbsent(role.mutex(), MutexGroup::free);
    var claim = new MutexClaim(stored.build().id(), job.id(), job.attempt(), role.request());
    switch (role.standing()) {
      case HOLDS -> holding.computeIfAbsent(role.mutex(), _ -> new ArrayList<>()).add(claim);
      case WAITS -> i3TheMutexKnows(stored, role.mutex(), claim);
      case DONE -> {}
    }
  }

  /** I5: a mutex is one job's, also as the jobs see it, who learn of it later than it does. */
  private void i5OneHolds(MutexId mutex, List<MutexClaim> holding) {
    assertThat(holding).as("I5: jobs that hold the mutex %s", mutex).hasSize(1);
    assertThat(Mutexes.find(store, mutex).holder().map(Hold::claim))
        .as("I5: who holds the mutex %s as it sees it", mutex)
        .contains(holding.getFirst());
  }

  /** I3: it stands in line behind somebody, or one of the two is being told. */
  private void i3TheMutexKnows(StoredBuild stored, MutexId mutex, MutexClaim claim) {
    MutexGroup group = Mutexes.find(store, mutex);
    boolean stands =
        group.holder().isPresent()
            && group.waiters().stream().map(Waiter::claim).anyMatch(claim::equals);
    boolean isTold =
        StoredMutexes.messages(store, mutex).stream()
            .anyMatch(message -> message.to().equals(claim));
    assertThat(stands || isTold || asks(stored, claim))
        .as("I3: the mutex %s knows that %s waits, or will", group, claim)
        .isTrue();
  }

  private static boolean asks(StoredBuild stored, MutexClaim claim) {
    return stored.effects().stream()
        .anyMatch(one ->
            one.effect() instanceof Effect.AcquireMutex asked
                && asked.job().equals(claim.job())
                && asked.attempt() == claim.attempt()
                && asked.request() == claim.request());
  }

  /** I5: nobody is overtaken: who holds it now is who was first in line, or nobody was. */
  private MutexGroup inOrder(MutexGroup before, MutexGroup now) {
    if (!now.holder().equals(before.holder())) {
      long holder = now.holder().map(hold -> ticketOf(before, hold)).orElse(Long.MAX_VALUE);
      assertThat(before.waiters())
          .as("I5: who waited for %s longer than its holder, and still does", now)
          .filteredOn(waiter -> waiter.ticket() < holder)
          .noneMatch(now.waiters()::contains);
      granted += now.holder().isPresent() ? 1 : 0;
    }
    return now;
  }

  private static long ticketOf(MutexGroup group, Hold hold) {
    return group.waiters().stream()
        .filter(waiter -> waiter.claim().equals(hold.claim()))
        .mapToLong(Waiter::ticket)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  /** At the end nobody has one, nobody wants one. */
  void checkEnd() {
    last.keySet()
        .forEach(mutex -> assertThat(Mutexes.find(store, mutex)).isEqualTo(MutexGroup.free(mutex)));
    for (BuildSummary summary : store.list(BuildQuery.newest(100)).builds()) {
      Build build = store.load(summary.id()).orElseThrow().build();
      for (StageState stage : build.stages()) {
        assertThat(stage.jobs()).noneMatch(JobState::isAtMutex);
      }
    }
  }
}
