package dev.millrace.server.builds;

import dev.millrace.engine.Transition;
import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.state.Build;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One step of one build.
 *
 * @param before the state at {@code expectedVersion}, empty for a new build; what {@code after}
 *     shares with it by identity is taken as unchanged
 * @param expectedVersion 0 for a new build
 * @param timersCleared applied before {@code timersSet}; keys that don't exist are no error
 * @param timersSet replace those with the same key
 * @param effects to add to the outbox; their keys carry {@code expectedVersion + 1}
 * @param settled effects that are performed or have become needless
 */
public record BuildCommit(
    Optional<Build> before,
    Build after,
    long expectedVersion,
    Set<String> timersCleared,
    List<SetTimer> timersSet,
    List<RecordedEffect> effects,
    List<EffectKey> settled) {
  public BuildCommit {
    timersCleared = Set.copyOf(timersCleared);
    timersSet = List.copyOf(timersSet);
    effects = List.copyOf(effects);
    settled = List.copyOf(settled);
    if (before.isEmpty() != (expectedVersion == 0)) {
      throw new IllegalArgumentException(
          "build "
              + after.id()
              + ": version "
              + expectedVersion
              + " does not fit the state before");
    }
  }

  /** A new build with nothing else to store. */
  public static BuildCommit ofNew(Build build) {
    return new BuildCommit(Optional.empty(), build, 0, Set.of(), List.of(), List.of(), List.of());
  }

  /**
   * A new build with what it wants done.
   *
   * @param first all that happened to it before it is stored
   */
  public static BuildCommit begin(Transition first) {
    WantedEffects wanted = WantedEffects.of(first.effects(), 1);
    return new BuildCommit(
        Optional.empty(),
        first.next(),
        0,
        wanted.timersCleared(),
        wanted.timersSet(),
        wanted.recorded(),
        List.of());
  }

  /** The version of the build once this is committed. */
  public long version() {
    return expectedVersion + 1;
  }
}
