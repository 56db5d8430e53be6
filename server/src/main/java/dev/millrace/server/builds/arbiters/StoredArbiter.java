package dev.millrace.server.builds.arbiters;

import dev.millrace.server.builds.arbiters.ArbiterCommit.WrittenMessage;
import dev.millrace.server.builds.arbiters.ArbiterCommit.WrittenTimer;
import java.util.List;

/**
 * An arbiter as the store has it.
 *
 * @param version grows by one with each commit, from 1
 * @param entries in no order
 * @param timers that have not fired, by due time
 * @param messages not known to be delivered, in the order they were decided
 */
public record StoredArbiter(
    long version,
    String head,
    List<ArbiterKind.Entry> entries,
    List<WrittenTimer> timers,
    List<WrittenMessage> messages) {
  public StoredArbiter {
    entries = List.copyOf(entries);
    timers = List.copyOf(timers);
    messages = List.copyOf(messages);
  }
}
