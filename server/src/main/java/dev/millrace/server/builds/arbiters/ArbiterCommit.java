package dev.millrace.server.builds.arbiters;

import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.arbiters.ArbiterKind.EntryChanges;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One step of one arbiter, as it is written.
 *
 * @param expectedVersion 0 for one that nobody committed yet
 * @param timersCleared applied before {@code timersSet}; keys that don't exist are no error
 * @param messages to add to the outbox; their keys carry {@code expectedVersion + 1}
 */
public record ArbiterCommit(
    ArbiterId id,
    long expectedVersion,
    String head,
    EntryChanges entries,
    Set<String> timersCleared,
    List<WrittenTimer> timersSet,
    List<WrittenMessage> messages) {
  public ArbiterCommit {
    timersCleared = Set.copyOf(timersCleared);
    timersSet = List.copyOf(timersSet);
    messages = List.copyOf(messages);
  }

  /** The version once this is committed. */
  public long version() {
    return expectedVersion + 1;
  }

  /** A timer whose event is written. */
  public record WrittenTimer(String key, Instant due, String event) {}

  /** A message that is not known to be delivered. */
  public record WrittenMessage(EffectKey key, String message) {}
}
