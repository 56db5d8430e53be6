package dev.millrace.server.builds.arbiters;

import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.arbiters.ArbiterStep.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An arbiter in memory, as of its last commit, with its timers and outbox. Belongs to its turn; the
 * state alone is for everybody to see.
 */
final class LiveArbiter<S, E, M> {
  private final String name;
  private final Map<String, Timer<E>> timers = new HashMap<>();
  private final TreeMap<EffectKey, M> outbox = new TreeMap<>();
  private volatile Optional<S> visible = Optional.empty();
  private long version;
  private boolean trusted;
  private Optional<Unsure> unsure = Optional.empty();

  /** A commit of which the store could not say whether it happened, and what follows from it. */
  record Unsure(ArbiterCommit commit, Runnable committed) {
    boolean happened(Optional<StoredArbiter> stored) {
      return stored
          .filter(found -> found.version() == commit.version())
          .filter(found -> found.head().equals(commit.head()))
          .isPresent();
    }
  }

  LiveArbiter(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** The state as of the last commit; empty when it is not in memory yet. */
  Optional<S> visible() {
    return visible;
  }

  long version() {
    return version;
  }

  /** Whether this is what the store has, as far as this process can know. */
  boolean isTrusted() {
    return trusted;
  }

  void doubt() {
    trusted = false;
  }

  void doubt(Unsure commit) {
    trusted = false;
    unsure = Optional.of(commit);
  }

  Optional<Unsure> unsure() {
    return unsure;
  }

  Map<String, Timer<E>> timers() {
    return timers;
  }

  boolean has(Timer<E> timer) {
    return timer.equals(timers.get(timer.key()));
  }

  Map<EffectKey, M> outbox() {
    return outbox;
  }

  void load(S state, long storedVersion, List<Timer<E>> storedTimers, Map<EffectKey, M> messages) {
    timers.clear();
    outbox.clear();
    storedTimers.forEach(timer -> timers.put(timer.key(), timer));
    outbox.putAll(messages);
    version = storedVersion;
    trusted = true;
    unsure = Optional.empty();
    visible = Optional.of(state);
  }

  /** Follows a commit that has succeeded. */
  void follow(ArbiterStep<S, E, M> step, Map<EffectKey, M> messages) {
    version++;
    timers.keySet().removeAll(step.timersCleared());
    step.timersSet().forEach(timer -> timers.put(timer.key(), timer));
    outbox.putAll(messages);
    trusted = true;
    unsure = Optional.empty();
    visible = Optional.of(step.next());
  }
}
