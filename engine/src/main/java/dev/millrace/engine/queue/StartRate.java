package dev.millrace.engine.queue;

import java.time.Duration;
import java.time.Instant;

/**
 * The bucket of tokens that bounds how fast builds are started: each start takes one, a token comes
 * back each {@link #REFILL}, and there are never more than {@link #BURST}.
 *
 * @param emptyUntil what the bucket owes, as a moment: it is full when that has passed
 */
public record StartRate(Instant emptyUntil) {
  /** Starts that may come at once. */
  public static final int BURST = 50;

  /** How long it takes for one more. */
  public static final Duration REFILL = Duration.ofMillis(20);

  static final StartRate FULL = new StartRate(Instant.EPOCH);

  boolean allows(Instant now) {
    return !after(now).emptyUntil.isAfter(latest(now));
  }

  /** A bucket that owes more than it ever can was filled before the clock was put back. */
  StartRate after(Instant now) {
    boolean owes = emptyUntil.isAfter(now) && !emptyUntil.isAfter(latest(now));
    Instant from = owes ? emptyUntil : now;
    return new StartRate(from.plus(REFILL));
  }

  private static Instant latest(Instant now) {
    return now.plus(REFILL.multipliedBy(BURST));
  }
}
