package dev.millrace.agent;

import java.time.Duration;

/**
 * How long to bear with a server that can't answer.
 *
 * @param firstPause before the second try; each further pause is twice as long
 * @param longestPause where the pauses stop growing
 * @param limit from the first failure in a row to giving up
 */
public record Patience(Duration firstPause, Duration longestPause, Duration limit) {
  /** Ten minutes, what BK-CI's server waits for a silent worker. */
  public static final Patience DEFAULT =
      new Patience(Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofMinutes(10));

  /**
   * How long to wait after this many failures in a row.
   *
   * @param failures from 1
   */
  public Duration pauseAfter(int failures) {
    var pause = firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
