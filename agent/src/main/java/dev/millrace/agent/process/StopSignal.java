package dev.millrace.agent.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Tells what runs to stop: when asked, or when its time is over. The first reason stays. */
public final class StopSignal {
  private final AtomicReference<Optional<StopReason>> asked =
      new AtomicReference<>(Optional.empty());
  private final long deadlineNanos;
  private final StopReason atDeadline;

  private StopSignal(long deadlineNanos, StopReason atDeadline) {
    this.deadlineNanos = deadlineNanos;
    this.atDeadline = atDeadline;
  }

  /** A signal that fires by itself after {@code time}. */
  public static StopSignal after(Duration time, StopReason reason) {
    return new StopSignal(System.nanoTime() + saturatedNanos(time), reason);
  }

  /**
   * Asks to stop. Call {@link JobProcesses#wake} afterwards: this alone wakes nobody. For any
   * thread.
   */
  public void ask(StopReason reason) {
    // A lost lease overrides a softer reason: it takes the grace away.
    asked.updateAndGet(before ->
        before.isEmpty() || reason == StopReason.LEASE_LOST ? Optional.of(reason) : before);
  }

  /** Why to stop, if at all. */
  public Optional<StopReason> reason() {
    var reason = asked.get();
    if (reason.isEmpty() && nanosLeft() <= 0) {
      ask(atDeadline);
      return asked.get();
    }
    return reason;
  }

  /** How long until it fires by itself; zero when it has. */
  public Duration timeLeft() {
    return Duration.ofNanos(Math.max(0, nanosLeft()));
  }

  long nanosLeft() {
    return deadlineNanos - System.nanoTime();
  }

  /** Beyond a century there is no difference a task could see, and the sum must not overflow. */
  private static long saturatedNanos(Duration time) {
    var most = Duration.ofDays(36_500);
    return (time.compareTo(most) > 0 ? most : time).toNanos();
  }
}
