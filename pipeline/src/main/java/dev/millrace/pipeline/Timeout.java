package dev.millrace.pipeline;

import dev.millrace.pipeline.limit.Limits;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A timeout in minutes as written: a number or a text with expressions that gives one at run time.
 *
 * @param text digits, or an expression
 */
public record Timeout(String text) {
  /** Applies when nothing, or something that is no number, was given. */
  public static final int DEFAULT_MINUTES = 900;

  /** Seven days; applies when the number given is 0, negative or larger. */
  public static final int MAX_MINUTES = Limits.TIMEOUT_MINUTES_MAX;

  public static final Timeout DEFAULT = ofMinutes(DEFAULT_MINUTES);

  private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d{1,18}\\s*");

  public static Timeout ofMinutes(int minutes) {
    return new Timeout(Integer.toString(minutes));
  }

  /** The duration that {@code replaced}, this timeout's text after replacement, means. */
  public static Duration resolve(String replaced) {
    if (!INTEGER.matcher(replaced).matches()) {
      return Duration.ofMinutes(DEFAULT_MINUTES);
    }
    long minutes = Long.parseLong(replaced.strip());
    return Duration.ofMinutes(minutes <= 0 || minutes > MAX_MINUTES ? MAX_MINUTES : minutes);
  }
}
