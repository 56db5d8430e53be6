package dev.millrace.server.builds;

import java.time.Duration;

/** A listener that is being told. */
public interface Listening extends AutoCloseable {
  /** How long {@link #close} waits for a slow listener. */
  Duration CLOSE_WAIT = Duration.ofSeconds(5);

  /**
   * Blocks until the listener has been told everything, or {@code wait} is over; answers whether it
   * has. What {@link Builds} answered before, other than by {@link Builds#find}, is part of that.
   * Not for the listener itself, which would wait for its own return.
   */
  boolean awaitCaughtUp(Duration wait);

  /**
   * Ends it. Steps committed before are still delivered, for up to {@link #CLOSE_WAIT}; none is
   * delivered after it returns, unless a call takes longer. May be called twice.
   */
  @Override
  void close();
}
