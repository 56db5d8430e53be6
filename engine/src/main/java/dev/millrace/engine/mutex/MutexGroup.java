package dev.millrace.engine.mutex;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.table.SortedTable;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One mutex: who holds it and who waits for it, first come first served. Immutable and cheap to
 * change, also with thousands of waiters. Nobody waits while nobody holds it.
 */
public final class MutexGroup {
  private final MutexId id;
  private final Optional<Hold> holder;
  private final SortedTable<Long, Waiter> line;

  /** Tickets by job: a job waits at most once. */
  private final SortedTable<Asker, Long> tickets;

  private MutexGroup(
      MutexId id,
      Optional<Hold> holder,
      SortedTable<Long, Waiter> line,
      SortedTable<Asker, Long> tickets) {
    this.id = id;
    this.holder = holder;
    this.line = line;
    this.tickets = tickets;
  }

  /** Who has it, and since when. */
  public record Hold(MutexClaim claim, Instant since) {}

  /**
   * Who waits.
   *
   * @param ticket grows along the line
   */
  public record Waiter(long ticket, MutexClaim claim, Instant since) {}

  private record Asker(BuildId build, JobId job) implements Comparable<Asker> {
    private static final Comparator<Asker> ORDER =
        Comparator.comparing(Asker::build).thenComparing(Asker::job);

    static Asker of(MutexClaim claim) {
      return new Asker(claim.build(), claim.job());
    }

    @Override
    public int compareTo(Asker other) {
      return ORDER.compare(this, other);
    }
  }

  /** A mutex that nobody holds. */
  public static MutexGroup free(MutexId id) {
    return new MutexGroup(id, Optional.empty(), SortedTable.empty(), SortedTable.empty());
  }

  /**
   * A mutex as it was stored.
   *
   * @throws IllegalArgumentException if a job waits twice, or anybody while nobody holds it
   */
  public static MutexGroup of(MutexId id, Optional<Hold> holder, Collection<Waiter> waiters) {
    if (holder.isEmpty() && !waiters.isEmpty()) {
      throw new IllegalArgumentException("jobs wait for the mutex " + id + ", which is free");
    }
    MutexGroup group =
        new MutexGroup(id, holder, SortedTable.empty(), SortedTable.<Asker, Long>empty());
    for (Waiter waiter : waiters) {
      group = group.joined(waiter);
    }
    if (group.waiting() != waiters.size()) {
      throw new IllegalArgumentException("a job waits twice for the mutex " + id);
    }
    return group;
  }

  public MutexId id() {
    return id;
  }

  public Optional<Hold> holder() {
    return holder;
  }

  /** How many wait. */
  public int waiting() {
    return tickets.size();
  }

  /** Who waits, the next first. Takes time for each; for people, not for rules. */
  public List<Waiter> waiters() {
    return line.values();
  }

  /** Who waits, by ticket. */
  public SortedTable<Long, Waiter> line() {
    return line;
  }

  /** How many of the line get the mutex before this job does, from 0; empty: it does not wait. */
  public OptionalInt aheadOf(BuildId build, JobId job) {
    return tickets
        .get(new Asker(build, job))
        .map(ticket -> OptionalInt.of(line.rankOf(ticket)))
        .orElse(OptionalInt.empty());
  }

  Optional<Waiter> waiterOfSameJob(MutexClaim claim) {
    return tickets.get(Asker.of(claim)).flatMap(line::get);
  }

  Optional<Waiter> next() {
    return line.first().map(Map.Entry::getValue);
  }

  /** A ticket behind all that are in use; one that was given back may come again. */
  long newTicket() {
    return line.last().map(waiter -> waiter.getKey() + 1).orElse(1L);
  }

  MutexGroup heldBy(Hold hold) {
    return new MutexGroup(id, Optional.of(hold), line, tickets);
  }

  MutexGroup freed() {
    return new MutexGroup(id, Optional.empty(), line, tickets);
  }

  MutexGroup joined(Waiter waiter) {
    return new MutexGroup(
        id,
        holder,
        line.with(waiter.ticket(), waiter),
        tickets.with(Asker.of(waiter.claim()), waiter.ticket()));
  }

  MutexGroup left(Waiter waiter) {
    return new MutexGroup(
        id, holder, line.without(waiter.ticket()), tickets.without(Asker.of(waiter.claim())));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MutexGroup group
        && id.equals(group.id)
        && holder.equals(group.holder)
        && waiters().equals(group.waiters());
  }

  @Override
  public int hashCode() {
    return id.hashCode() + 31 * holder.hashCode();
  }

  @Override
  public String toString() {
    return "mutex " + id + " held by " + holder + ", awaited by " + waiters();
  }
}
