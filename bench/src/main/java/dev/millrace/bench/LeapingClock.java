package dev.millrace.bench;

import dev.millrace.engine.queue.StartRate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** The time, and as much more with each start as a queue wants between two of them. */
final class LeapingClock implements InstantSource {
  private final InstantSource real = InstantSource.system();
  private final AtomicLong leaps = new AtomicLong();

  void leap() {
    leaps.incrementAndGet();
  }

  @Override
  public Instant instant() {
    return real.instant().plus(StartRate.REFILL.multipliedBy(leaps.get()));
  }
}
