package dev.millrace.server.events;

import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.Listening;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Brings live events from those who publish to those who watch. Safe from any thread.
 *
 * <p>All watchers read from one ring, each from its own place in it. So publishing waits for none
 * of them, and one that is too slow costs no memory: what it missed is gone, and it is told so.
 * {@link #close Closing} it ends all subscriptions, so it is closed before the HTTP server, which
 * waits for its streams.
 */
public final class LiveEvents implements AutoCloseable {
  /** Live events kept for those who are slow, or were away. */
  public static final int KEPT = 16_384;

  /** Live events taken from the ring at once. */
  static final int BATCH = 256;

  /** Ids that each millisecond since the epoch has room for, as a power of two. */
  private static final int IDS_A_MILLISECOND = 20;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final AtomicInteger watchers = new AtomicInteger();

  // Guarded by the lock.
  private final EventRing ring;
  private final long first;
  private boolean closed;

  /** None yet. Their ids follow from the time, so they are greater than those before a restart. */
  public LiveEvents(InstantSource clock) {
    this(clock, KEPT);
  }

  LiveEvents(InstantSource clock, int kept) {
    this.clock = clock;
    this.first = clock.instant().toEpochMilli() << IDS_A_MILLISECOND;
    this.ring = new EventRing(kept, first);
  }

  /** Publishes what happens to builds from now on, until what it answers is closed. */
  public Listening follow(Builds builds) {
    return builds.listen(new BuildEvents(this));
  }

  /** Tells all who watch, in this order, and waits for none of them. Once closed, tells nobody. */
  public void publish(LiveEvent.Place place, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    lock.lock();
    try {
      for (Change change : changes) {
        ring.add(new LiveEvent(ring.last() + 1, now, place, change));
      }
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Watches from now on.
   *
   * @param wanted is asked about each live event when it is told, on the thread that reads
   */
  public Subscription subscribe(Predicate<LiveEvent> wanted) {
    return subscribe(wanted, OptionalLong.empty());
  }

  /**
   * Watches on from a place.
   *
   * @param after the id of the last that was seen; if what follows is not here any more, the first
   *     answer is that some are lost. Empty: from now on
   */
  public Subscription subscribe(Predicate<LiveEvent> wanted, OptionalLong after) {
    lock.lock();
    try {
      watchers.incrementAndGet();
      return new Subscription(this, wanted, after.orElse(ring.last()));
    } finally {
      lock.unlock();
    }
  }

  /** What a subscription finds in the ring. */
  sealed interface Found {
    /** All there is, or a part of it; may be none, when there was none in time. */
    record Some(List<LiveEvent> events) implements Found {}

    /** What follows is gone; {@code last} is the newest id. */
    record Gone(long last) implements Found {}

    /** Nothing will come any more. */
    record End() implements Found {}
  }

  /** Blocks until there is something after {@code id}, or {@code wait} is over. */
  Found after(long id, Duration wait) {
    long left = wait.toNanos();
    lock.lock();
    try {
      while (!closed && left > 0 && ring.last() == id) {
        left = more.awaitNanos(left);
      }
      if (closed) {
        return new Found.End();
      }
      return ring.reaches(id) ? new Found.Some(ring.after(id, BATCH)) : new Found.Gone(ring.last());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Found.End();
    } finally {
      lock.unlock();
    }
  }

  void unsubscribed() {
    watchers.decrementAndGet();
  }

  /** How many watch now. */
  public int watchers() {
    return watchers.get();
  }

  /** How many live events were published since the start. */
  public long published() {
    lock.lock();
    try {
      return ring.last() - first;
    } finally {
      lock.unlock();
    }
  }

  /** Ends all subscriptions, also those that begin later. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
