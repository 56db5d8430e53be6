package dev.millrace.engine;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.state.VariableValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a build by its pipeline's rule, {@code ${{DATE:"yyyyMMdd"}}.${{BUILD_NO_OF_DAY}}}. A
 * word that means nothing stays as it is written. Times are UTC, as everywhere in texts.
 */
final class NumberAlias {
  static final String VARIABLE = "BK_CI_BUILD_NUM_ALIAS";

  /** The longest alias, in characters; a longer one is cut. */
  static final int MAX_LENGTH = 256;

  private static final Pattern WORD =
      Pattern.compile("\\$\\{\\{\\s*([A-Za-z_][\\w.]*)\\s*(?::\\s*\"([^\"]*)\")?\\s*}}");

  private NumberAlias() {}

  static String of(
      String rule, BuildRequest request, Map<String, VariableValue> variables, Instant now) {
    ZonedDateTime time = now.atZone(ZoneOffset.UTC);
    String alias =
        WORD.matcher(rule)
            .replaceAll(word ->
                Matcher.quoteReplacement(
                    value(word.group(1), Optional.ofNullable(word.group(2)), request, time)
                        .or(() ->
                            Optional.ofNullable(variables.get(word.group(1)))
                                .map(VariableValue::value))
                        .orElse(word.group())));
    return alias.length() <= MAX_LENGTH ? alias : alias.substring(0, MAX_LENGTH);
  }

  private static Optional<String> value(
      String word, Optional<String> pattern, BuildRequest request, ZonedDateTime time) {
    return switch (word) {
      case "DATE", "FORMAT_DATE" -> pattern.flatMap(given -> formatted(time, given));
      case "YEAR" -> Optional.of(Integer.toString(time.getYear()));
      case "MONTH_OF_YEAR" -> Optional.of(Integer.toString(time.getMonthValue()));
      case "DAY_OF_MONTH" -> Optional.of(Integer.toString(time.getDayOfMonth()));
      case "DAY_OF_YEAR" -> Optional.of(Integer.toString(time.getDayOfYear()));
      case "HOUR_OF_DAY" -> Optional.of(Integer.toString(time.getHour()));
      case "MINUTE" -> Optional.of(Integer.toString(time.getMinute()));
      case "SECOND" -> Optional.of(Integer.toString(time.getSecond()));
      case "BUILD_NO_OF_DAY" -> Optional.of(Integer.toString(request.numbers().ofDay()));
      default -> Optional.empty();
    };
  }

  private static Optional<String> formatted(ZonedDateTime time, String pattern) {
    try {
      return Optional.of(DateTimeFormatter.ofPattern(pattern).format(time));
    } catch (IllegalArgumentException | java.time.DateTimeException noPattern) {
      return Optional.empty();
    }
  }
}
