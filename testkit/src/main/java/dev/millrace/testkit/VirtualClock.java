package dev.millrace.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until told. Safe to read from any thread; moved by the test only. */
public final class VirtualClock implements InstantSource {
  /** Where every virtual clock starts, so that histories of the same seed are equal. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private volatile Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves forward by {@code step}; a negative step is a clock that jumped back. */
  public void advance(Duration step) {
    moveTo(now.plus(step));
  }

  /** Sets the time; earlier than now is allowed, because real clocks do it too. */
  public void moveTo(Instant moment) {
    now = moment;
  }
}
