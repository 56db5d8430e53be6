package dev.millrace.pipeline.trigger;

import dev.millrace.pipeline.problem.Argument;
import dev.millrace.pipeline.problem.Phrase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text is a schedule: five fields are UNIX cron (weekdays 0-7, Sunday is 0 and 7), six or
 * seven are Quartz (seconds first, weekdays 1-7, Sunday is 1, an optional year last). Exact, and
 * without a clock: what the fields can say is decided from the fields alone.
 */
public final class CronSyntax {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private static final Field SECOND = new Field(Phrase.CRON_SECOND, 0, 59, List.of(), 0);
  private static final Field MINUTE = new Field(Phrase.CRON_MINUTE, 0, 59, List.of(), 0);
  private static final Field HOUR = new Field(Phrase.CRON_HOUR, 0, 23, List.of(), 0);
  private static final Field DAY = new Field(Phrase.CRON_DAY, 1, 31, List.of(), 0);
  private static final Field MONTH = new Field(Phrase.CRON_MONTH, 1, 12, MONTHS, 1);
  private static final Field UNIX_WEEKDAY = new Field(Phrase.CRON_WEEKDAY, 0, 7, WEEKDAYS, 0);
  private static final Field QUARTZ_WEEKDAY = new Field(Phrase.CRON_WEEKDAY, 1, 7, WEEKDAYS, 1);
  private static final Field YEAR = new Field(Phrase.CRON_YEAR, 1970, 2099, List.of(), 0);

  private static final List<Field> UNIX = List.of(MINUTE, HOUR, DAY, MONTH, UNIX_WEEKDAY);
  private static final List<Field> QUARTZ =
      List.of(SECOND, MINUTE, HOUR, DAY, MONTH, QUARTZ_WEEKDAY, YEAR);

  private static final int QUARTZ_DAY = 3;
  private static final int QUARTZ_DAY_OF_WEEK = 5;

  private static final Pattern RANGE =
      Pattern.compile("(\\*|[A-Z]{3}|\\d{1,4})(?:-([A-Z]{3}|\\d{1,4}))?(?:/(\\d{1,4}))?");
  private static final Pattern LAST_DAY = Pattern.compile("L(-(?:[12]?\\d|30))?W?|LW");
  private static final Pattern NEAREST_WEEKDAY = Pattern.compile("(\\d{1,2})W");
  private static final Pattern LAST_WEEKDAY = Pattern.compile("([A-Z]{3}|\\d)?L");
  private static final Pattern NTH_WEEKDAY = Pattern.compile("([A-Z]{3}|\\d)#([1-5])");

  private CronSyntax() {}

  /** Kinds of faults. */
  public enum FaultKind {
    MALFORMED,
    /** Two builds could start less than a minute apart. */
    TOO_OFTEN
  }

  /**
   * What is wrong.
   *
   * @param part the field's text, or the whole
   * @param expected what would be right
   */
  public record Fault(FaultKind kind, String part, Argument expected) {}

  /** A field with the names it knows; {@code firstName} is the number of the first. */
  private record Field(Phrase phrase, int min, int max, List<String> names, int firstName) {
    Optional<Integer> number(String text) {
      int named = names.indexOf(text);
      if (named >= 0) {
        return Optional.of(named + firstName);
      }
      return text.chars().allMatch(Character::isDigit)
          ? Optional.of(Integer.parseInt(text)).filter(value -> value >= min && value <= max)
          : Optional.empty();
    }

    Argument range() {
      return phrase.of(min, max);
    }
  }

  /** What is wrong with one expression; empty if nothing is. */
  public static Optional<Fault> check(String expression) {
    List<String> parts = Arrays.asList(expression.strip().toUpperCase(Locale.ROOT).split("\\s+"));
    boolean unix = parts.size() == UNIX.size();
    if (!unix && parts.size() != 6 && parts.size() != 7) {
      return malformed(expression, Phrase.CRON_FIELDS.of());
    }
    List<Field> fields = unix ? UNIX : QUARTZ;
    for (int i = 0; i < parts.size(); i++) {
      if (!isField(parts.get(i), fields.get(i), !unix)) {
        return malformed(parts.get(i), fields.get(i).range());
      }
    }
    return unix ? never(parts, 2) : quartz(parts);
  }

  private static Optional<Fault> malformed(String part, Argument expected) {
    return Optional.of(new Fault(FaultKind.MALFORMED, part, expected));
  }

  private static Optional<Fault> quartz(List<String> parts) {
    boolean dayOpen = parts.get(QUARTZ_DAY).equals("?");
    boolean weekdayOpen = parts.get(QUARTZ_DAY_OF_WEEK).equals("?");
    if (dayOpen == weekdayOpen) {
      return malformed(
          parts.get(QUARTZ_DAY) + " … " + parts.get(QUARTZ_DAY_OF_WEEK), Phrase.CRON_ONE_OPEN.of());
    }
    if (!parts.getFirst().chars().allMatch(Character::isDigit)) {
      return Optional.of(
          new Fault(FaultKind.TOO_OFTEN, parts.getFirst(), Phrase.CRON_ONE_SECOND.of()));
    }
    return never(parts, QUARTZ_DAY);
  }

  /** A day no month of the list has, such as 30 February: such a schedule would never fire. */
  private static Optional<Fault> never(List<String> parts, int day) {
    String days = parts.get(day);
    String months = parts.get(day + 1);
    boolean plain =
        days.matches("\\d+(,\\d+)*")
            && Arrays.stream(months.split(",", -1)).allMatch(CronSyntax::isMonth);
    boolean weekday = !List.of("*", "?").contains(parts.get(day + 2));
    if (!plain || weekday) {
      return Optional.empty();
    }
    int first = Arrays.stream(days.split(",", -1)).mapToInt(Integer::parseInt).min().orElse(1);
    int longest =
        Arrays.stream(months.split(",", -1))
            .mapToInt(month -> java.time.Month.of(MONTH.number(month).orElse(1)).maxLength())
            .max()
            .orElse(31);
    return first > longest
        ? malformed(days + " " + months, Phrase.CRON_DAY_OF_MONTH.of())
        : Optional.empty();
  }

  private static boolean isMonth(String text) {
    return MONTH.number(text).isPresent();
  }

  private static boolean isField(String text, Field field, boolean quartz) {
    if (quartz && (field.equals(DAY) || field.equals(QUARTZ_WEEKDAY))) {
      if (text.equals("?")) {
        return true;
      }
      if (isSpecial(text, field)) {
        return true;
      }
    }
    List<String> parts = new ArrayList<>(Arrays.asList(text.split(",", -1)));
    return parts.stream().allMatch(part -> isRange(part, field, quartz));
  }

  private static boolean isSpecial(String text, Field field) {
    if (field.equals(DAY)) {
      Matcher nearest = NEAREST_WEEKDAY.matcher(text);
      return LAST_DAY.matcher(text).matches()
          || (nearest.matches() && DAY.number(nearest.group(1)).isPresent());
    }
    Matcher last = LAST_WEEKDAY.matcher(text);
    Matcher nth = NTH_WEEKDAY.matcher(text);
    return (last.matches() && (last.group(1) == null || field.number(last.group(1)).isPresent()))
        || (nth.matches() && field.number(nth.group(1)).isPresent());
  }

  /** A value, a range or all, with an optional step. UNIX ranges run upwards; Quartz's may wrap. */
  private static boolean isRange(String text, Field field, boolean quartz) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      return false;
    }
    String from = range.group(1);
    String to = range.group(2);
    String step = range.group(3);
    if (step != null && (Integer.parseInt(step) < 1 || Integer.parseInt(step) > field.max())) {
      return false;
    }
    if (from.equals("*")) {
      return to == null;
    }
    Optional<Integer> first = field.number(from);
    if (to == null) {
      return first.isPresent();
    }
    Optional<Integer> last = field.number(to);
    return first.isPresent() && last.isPresent() && (quartz || first.get() <= last.get());
  }
}
