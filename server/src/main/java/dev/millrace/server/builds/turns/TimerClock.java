package dev.millrace.server.builds.turns;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings timers when they are due. The rows are the truth; this is their order in memory. A timer
 * that was brought is gone from here, so a clock that jumps back does not bring it again, and one
 * that jumps forward brings each once. When the clock is put back, what waits is put back with it,
 * so that nobody waits longer than was meant; as long as the process lives, for rows say when.
 *
 * <p>Sleeps until the next is due and is woken by an earlier one. Safe from any thread.
 */
public final class TimerClock<K extends Comparable<? super K>, T> implements AutoCloseable {
  /** A jump of the clock is noticed after this time, for sleeping follows another clock. */
  static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Receiver<K, T> receiver;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition earlier = lock.newCondition();
  private final NavigableSet<Timer<K, T>> byDue =
      new TreeSet<>(
          Comparator.<Timer<K, T>, Instant>comparing(Timer::due)
              .thenComparing(Timer::owner)
              .thenComparing(Timer::key));
  private final Map<Name<K>, Timer<K, T>> byName = new HashMap<>();
  private boolean closed;

  /** Once started: what the clock said when it was last asked, and when that was by another. */
  private Optional<Look> lastLook = Optional.empty();

  private record Look(Instant said, long nanos) {}

  /** Takes a timer that is due. */
  public interface Receiver<K, T> {
    void due(K owner, T what);
  }

  private record Timer<K, T>(Instant due, K owner, String key, T what) {}

  private record Name<K>(K owner, String key) {}

  /** A clock that brings nothing before it is {@link #start started} or asked to. */
  public TimerClock(InstantSource clock, Receiver<K, T> receiver) {
    this.clock = clock;
    this.receiver = receiver;
  }

  /** Starts the thread that brings timers; a test brings them by {@link #bringDue} instead. */
  public void start(String name) {
    lock.lock();
    try {
      lastLook = Optional.of(new Look(clock.instant(), System.nanoTime()));
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name(name).start(this::run);
  }

  /** Brings {@code what} when it is due, instead of what its owner had under the same key. */
  public void set(K owner, String key, Instant due, T what) {
    put(new Timer<>(due, owner, key, what), true);
  }

  /**
   * Brings {@code what} once more after {@code delay}, since it could not be taken now; unless its
   * owner has set another under the key.
   */
  public void setAgain(K owner, String key, Duration delay, T what) {
    put(new Timer<>(clock.instant().plus(delay), owner, key, what), false);
  }

  private void put(Timer<K, T> timer, boolean replacing) {
    lock.lock();
    try {
      Instant now = look();
      var name = new Name<>(timer.owner(), timer.key());
      Timer<K, T> old = byName.get(name);
      if (old != null && !replacing) {
        return;
      }
      if (old != null) {
        byDue.remove(old);
      }
      byName.put(name, timer);
      byDue.add(timer);
      // The first may be due since the clock was put forward, which wakes nobody by itself.
      if (byDue.first().equals(timer) || !byDue.first().due().isAfter(now)) {
        earlier.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what the owner has under the key, if there is anything. */
  public void clear(K owner, String key) {
    lock.lock();
    try {
      Timer<K, T> old = byName.remove(new Name<>(owner, key));
      if (old != null) {
        byDue.remove(old);
      }
    } finally {
      lock.unlock();
    }
  }

  /** When the next timer is due; empty when there is none. */
  public Optional<Instant> nextDue() {
    lock.lock();
    try {
      return byDue.isEmpty() ? Optional.empty() : Optional.of(byDue.first().due());
    } finally {
      lock.unlock();
    }
  }

  /** Brings all timers that are due now, in the order of their due times. */
  public void bringDue() {
    for (Timer<K, T> timer : takeDue(clock.instant())) {
      receiver.due(timer.owner(), timer.what());
    }
  }

  private List<Timer<K, T>> takeDue(Instant now) {
    lock.lock();
    try {
      List<Timer<K, T>> taken = new ArrayList<>();
      while (!byDue.isEmpty() && !byDue.first().due().isAfter(now)) {
        Timer<K, T> timer = byDue.removeFirst();
        byName.remove(new Name<>(timer.owner(), timer.key()));
        taken.add(timer);
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (sleep()) {
      bringDue();
    }
  }

  /** Sleeps until a timer is due; false: closed. */
  private boolean sleep() {
    lock.lock();
    try {
      while (!closed) {
        Duration left = leftToSleep(look());
        if (!left.isPositive()) {
          return true;
        }
        var _ = earlier.awaitNanos(left.toNanos());
      }
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What the clock says. When that is less than it said before, all timers are put back with it:
   * what was set before the jump is as far away after it as it was. Whoever decides by the time
   * decides by this one look; a second could be on the other side of a jump nobody noticed.
   */
  private Instant look() {
    var now = new Look(clock.instant(), System.nanoTime());
    if (lastLook.isEmpty()) {
      return now.said();
    }
    Look before = lastLook.get();
    lastLook = Optional.of(now);
    if (now.said().isBefore(before.said())) {
      Duration jump =
          Duration.between(now.said(), before.said()).plusNanos(now.nanos() - before.nanos());
      List<Timer<K, T>> all = List.copyOf(byDue);
      byDue.clear();
      for (Timer<K, T> timer : all) {
        var moved = new Timer<>(timer.due().minus(jump), timer.owner(), timer.key(), timer.what());
        byName.put(new Name<>(timer.owner(), timer.key()), moved);
        byDue.add(moved);
      }
      earlier.signal();
    }
    return now.said();
  }

  private Duration leftToSleep(Instant now) {
    if (byDue.isEmpty()) {
      return LONGEST_SLEEP;
    }
    Duration left = Duration.between(now, byDue.first().due());
    // Rounded up to a millisecond: waking a moment early would only mean waking twice.
    left =
        left.isPositive()
            ? left.plusMillis(1).truncatedTo(TimeUnit.MILLISECONDS.toChronoUnit())
            : left;
    return left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      earlier.signal();
    } finally {
      lock.unlock();
    }
  }
}
