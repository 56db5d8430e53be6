package dev.millrace.server.events.http;

import java.time.Duration;

/**
 * How streams of events behave.
 *
 * @param keepAlive after how long a stream says that it is there, and asks whether its reader still
 *     may read; less than a connection may be silent
 * @param retry after how long a browser comes again when a stream broke off
 * @param maxOfUser streams of one user at once
 * @param max streams at once; each has a connection and a thread
 */
public record StreamSettings(Duration keepAlive, Duration retry, int maxOfUser, int max) {
  public static final StreamSettings STANDARD =
      new StreamSettings(Duration.ofSeconds(15), Duration.ofSeconds(2), 100, 10_000);

  public StreamSettings {
    if (!keepAlive.isPositive() || maxOfUser < 1 || max < 1) {
      throw new IllegalArgumentException("limits of streams must be positive");
    }
  }
}
