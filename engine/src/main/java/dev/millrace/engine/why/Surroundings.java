package dev.millrace.engine.why;

import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.mutex.MutexGroup;
import dev.millrace.engine.queue.WaitingBuild;
import dev.millrace.engine.state.MutexId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known around a build.
 *
 * @param timers when they ring, by key
 * @param mutexes those that are known; who holds the others is not said
 * @param queued its place in its queue; empty where it has none, or it is not known
 */
public record Surroundings(
    Map<String, Instant> timers, Map<MutexId, MutexGroup> mutexes, Optional<WaitingBuild> queued) {
  public Surroundings {
    timers = Map.copyOf(timers);
    mutexes = Map.copyOf(mutexes);
  }

  /** The timers of the build, and nothing else. */
  public static Surroundings of(Collection<SetTimer> timers) {
    var dues = new HashMap<String, Instant>();
    timers.forEach(timer -> dues.put(timer.key(), timer.due()));
    return new Surroundings(dues, Map.of(), Optional.empty());
  }

  /** The same, and these mutexes. */
  public Surroundings with(Map<MutexId, MutexGroup> known) {
    return new Surroundings(timers, known, queued);
  }

  /** The same, and its place in its queue. */
  public Surroundings with(Optional<WaitingBuild> place) {
    return new Surroundings(timers, mutexes, place);
  }

  Optional<Instant> due(String timer) {
    return Optional.ofNullable(timers.get(timer));
  }

  Optional<MutexGroup> mutex(MutexId id) {
    return Optional.ofNullable(mutexes.get(id));
  }
}
