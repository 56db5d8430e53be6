package dev.millrace.server.builds;

import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.state.BuildId;
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
 * that jumps forward brings each once.
 *
 * <p>Sleeps until the next is due and is woken by an earlier one. Safe from any thread.
 */
final class TimerClock implements AutoCloseable {
  /** A jump of the clock is noticed after this time, for sleeping follows another clock. */
  static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

  private static final Comparator<DueTimer> BY_DUE =
      Comparator.comparing(DueTimer::at)
          .thenComparing(DueTimer::build)
          .thenComparing(due -> due.timer().key());

  private final InstantSource clock;
  private final Receiver receiver;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition earlier = lock.newCondition();
  private final NavigableSet<DueTimer> byDue = new TreeSet<>(BY_DUE);
  private final Map<Name, DueTimer> byName = new HashMap<>();
  private boolean closed;

  /** Takes a timer that is due. */
  interface Receiver {
    void due(BuildId build, SetTimer timer);
  }

  /**
   * @param at when to bring it; later than the timer says if it has to be brought again
   */
  private record DueTimer(Instant at, BuildId build, SetTimer timer) {}

  private record Name(BuildId build, String key) {}

  TimerClock(InstantSource clock, Receiver receiver) {
    this.clock = clock;
    this.receiver = receiver;
  }

  /** Starts the thread that brings timers; a test brings them by {@link #bringDue} instead. */
  void start() {
    Thread.ofVirtual().name("build-timers").start(this::run);
  }

  void set(BuildId build, SetTimer timer) {
    put(new DueTimer(timer.due(), build, timer));
  }

  /** Brings {@code timer} once more after {@code delay}; it could not be taken now. */
  void setAgain(BuildId build, SetTimer timer, Duration delay) {
    put(new DueTimer(clock.instant().plus(delay), build, timer));
  }

  private void put(DueTimer due) {
    lock.lock();
    try {
      DueTimer old = byName.put(new Name(due.build(), due.timer().key()), due);
      if (old != null) {
        byDue.remove(old);
      }
      byDue.add(due);
      if (byDue.first().equals(due)) {
        earlier.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  void clear(BuildId build, String key) {
    lock.lock();
    try {
      DueTimer old = byName.remove(new Name(build, key));
      if (old != null) {
        byDue.remove(old);
      }
    } finally {
      lock.unlock();
    }
  }

  /** When the next timer is due; empty when there is none. */
  Optional<Instant> nextDue() {
    lock.lock();
    try {
      return byDue.isEmpty() ? Optional.empty() : Optional.of(byDue.first().at());
    } finally {
      lock.unlock();
    }
  }

  /** Brings all timers that are due now, in the order of their due times. */
  void bringDue() {
    for (DueTimer due : takeDue(clock.instant())) {
      receiver.due(due.build(), due.timer());
    }
  }

  private List<DueTimer> takeDue(Instant now) {
    lock.lock();
    try {
      List<DueTimer> taken = new ArrayList<>();
      while (!byDue.isEmpty() && !byDue.first().at().isAfter(now)) {
        DueTimer due = byDue.removeFirst();
        byName.remove(new Name(due.build(), due.timer().key()));
        taken.add(due);
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
        Duration left = leftToSleep();
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

  private Duration leftToSleep() {
    if (byDue.isEmpty()) {
      return LONGEST_SLEEP;
    }
    Duration left = Duration.between(clock.instant(), byDue.first().at());
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
