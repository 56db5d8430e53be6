package dev.millrace.server.builds.arbiters;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What an event made of an arbiter.
 *
 * @param next the very same object as before when nothing changed
 * @param messages for builds, in order
 * @param timersCleared applied before {@code timersSet}
 */
public record ArbiterStep<S, E, M>(
    S next, List<M> messages, Set<String> timersCleared, List<Timer<E>> timersSet) {
  public ArbiterStep {
    messages = List.copyOf(messages);
    timersCleared = Set.copyOf(timersCleared);
    timersSet = List.copyOf(timersSet);
  }

  /** Brings {@code event} at {@code due}, unless it is cleared or replaced before. */
  public record Timer<E>(String key, Instant due, E event) {}

  /** A step that only changes the state. */
  public static <S, E, M> ArbiterStep<S, E, M> to(S next) {
    return new ArbiterStep<>(next, List.of(), Set.of(), List.of());
  }

  @SuppressWarnings("ReferenceEquality") // the very same state is how rules say "no change"
  boolean changesNothing(S before) {
    return next == before && messages.isEmpty() && timersCleared.isEmpty() && timersSet.isEmpty();
  }
}
