package dev.millrace.pipeline.check;

import dev.millrace.pipeline.problem.Kind;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spot;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How lengths, counts and ranges are measured, and what is said of what is beyond. A length is in
 * characters (code points).
 */
public final class Measure {
  private static final Pattern DIGITS = Pattern.compile("\\s*[-+]?[0-9]{1,18}\\s*");

  private final ProblemCollector problems;

  public Measure(ProblemCollector problems) {
    this.problems = problems;
  }

  /** Whether a text of {@code min} to {@code max} characters stands at {@code spot}. */
  public boolean text(Spot spot, String key, String text, int min, int max) {
    int length = text.codePointCount(0, text.length());
    if (length > max) {
      problems.add(spot.problem(Rule.TEXT_TOO_LONG, key, length, max));
    } else if (length < min) {
      problems.add(spot.problem(Rule.TEXT_EMPTY, key));
    }
    return length >= min && length <= max;
  }

  /** A text that must look like something; {@code example} does. */
  public void form(Spot spot, String key, String text, Pattern form, String example) {
    if (!form.matcher(text).matches()) {
      problems.add(spot.problem(Rule.TEXT_MALFORMED, key, text, example));
    }
  }

  /** A name that its author chose, one of the names in {@code key}. */
  public void name(Spot spot, String key, String name, int max) {
    if (name.codePointCount(0, name.length()) > max) {
      problems.add(spot.problem(Rule.NAME_TOO_LONG, name, key, max));
    }
  }

  /** A number; {@code written} is how its author wrote it. */
  public void range(Spot spot, String key, String written, long number, int min, int max) {
    if (number < min || number > max) {
      problems.add(spot.problem(Rule.NUMBER_OUT_OF_RANGE, key, written, min, max));
    }
  }

  /** Minutes as a text. One with a reference is known when the build runs, and fits. */
  public void minutes(Spot spot, String key, String text, Kind kind, int min, int max) {
    if (DIGITS.matcher(text).matches()) {
      range(spot, key, text, Long.parseLong(text.strip()), min, max);
    } else if (!text.contains("${")) {
      problems.add(
          spot.problem(Rule.WRONG_KIND, key, kind, Kind.WHOLE_NUMBER).suggesting(digits(text)));
    }
  }

  /** What a number in quotes, or with the underscores of other languages, most likely means. */
  public static Optional<String> digits(String text) {
    return Optional.of(text.strip().replace("_", ""))
        .filter(digits -> DIGITS.matcher(digits).matches());
  }

  /** Too few entries are told at {@code whole}. */
  public void least(Spot whole, String key, int count, int min) {
    if (count < min) {
      problems.add(whole.problem(Rule.TOO_FEW_ITEMS, key, min));
    }
  }

  /** Too many entries are told at {@code spot}, that of the first one too many, or of all. */
  public void most(Spot spot, String key, int count, int max) {
    if (count > max) {
      problems.add(spot.problem(Rule.TOO_MANY_ITEMS, key, count, max));
    }
  }
}
