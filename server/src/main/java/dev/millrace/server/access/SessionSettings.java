package dev.millrace.server.access;

import java.time.Duration;

/**
 * How long somebody stays signed in.
 *
 * @param life at most, whatever they do: {@link #SHORTEST_LIFE} to {@link #LONGEST_LIFE}
 * @param idleLife when they do nothing: {@link #SHORTEST_IDLE} to {@code life}
 */
public record SessionSettings(Duration life, Duration idleLife) {
  public static final Duration SHORTEST_LIFE = Duration.ofHours(12);
  public static final Duration LONGEST_LIFE = Duration.ofDays(30);
  public static final Duration SHORTEST_IDLE = Duration.ofMinutes(5);
  public static final SessionSettings STANDARD =
      new SessionSettings(Duration.ofDays(7), Duration.ofHours(24));

  public SessionSettings {
    if (life.compareTo(SHORTEST_LIFE) < 0 || life.compareTo(LONGEST_LIFE) > 0) {
      throw new IllegalArgumentException(
          "a session may last " + SHORTEST_LIFE + " to " + LONGEST_LIFE + ", not " + life);
    }
    if (idleLife.compareTo(SHORTEST_IDLE) < 0 || idleLife.compareTo(life) > 0) {
      throw new IllegalArgumentException(
          "an idle session may last " + SHORTEST_IDLE + " to " + life + ", not " + idleLife);
    }
  }
}
