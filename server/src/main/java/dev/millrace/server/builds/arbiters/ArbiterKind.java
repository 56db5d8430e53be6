package dev.millrace.server.builds.arbiters;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One kind of arbiter: its rules, and how they are written. All of it is pure.
 *
 * @param <S> its state, immutable
 * @param <E> what it is told
 * @param <M> what it tells builds
 */
public interface ArbiterKind<S, E, M> {
  /** The kind in {@link ArbiterId}; never changes, since it is stored. */
  String kind();

  /** What an arbiter of this name is before anybody told it anything. */
  S fresh(String name);

  /** What an event makes of a state; one that is late or comes again changes nothing. */
  ArbiterStep<S, E, M> on(S state, E event, Instant now);

  /** The small part of the state, written with each step. */
  String writeHead(S state);

  /** The entries that {@code after} has other than {@code before}, and those it has no more. */
  EntryChanges writeEntries(S before, S after);

  /** The state again, of its head and all its entries, which are in no order. */
  S read(String name, String head, List<Entry> entries);

  String writeEvent(E event);

  E readEvent(String text);

  String writeMessage(M message);

  M readMessage(String text);

  /** One part of a large state, such as a build that waits. */
  record Entry(String key, String text) {}

  /** How entries differ. */
  record EntryChanges(List<Entry> put, List<String> removed) {
    public EntryChanges {
      put = List.copyOf(put);
      removed = List.copyOf(removed);
    }
  }

  /** How this names an arbiter. */
  default ArbiterId idOf(String name) {
    return new ArbiterId(kind(), name);
  }

  /** The state as stored; fresh where nothing is. */
  default S read(String name, Optional<StoredArbiter> stored) {
    return stored
        .map(found -> read(name, found.head(), found.entries()))
        .orElseGet(() -> fresh(name));
  }
}
