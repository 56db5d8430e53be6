package dev.millrace.server.builds.view;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the time of the last execution of something went, so far. Empty: not known, or there is no
 * such time; what is known of each level is said where it is made.
 *
 * @param queue until it could begin
 * @param prepare until machines and workers were there
 * @param run in which it worked
 * @param people in which a person had to say something
 */
public record Timing(
    Optional<Duration> queue,
    Optional<Duration> prepare,
    Optional<Duration> run,
    Optional<Duration> people) {
  /** Nothing is known. */
  public static final Timing UNKNOWN =
      new Timing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
