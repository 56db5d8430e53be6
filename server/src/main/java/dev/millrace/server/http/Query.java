package dev.millrace.server.http;

import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A parameter of a path's query.
 *
 * @param allowed the values there are, as written; empty: not counted here
 * @param least for numbers
 * @param most for numbers; for texts, how many characters
 */
public record Query<T>(
    String name,
    String description,
    Type type,
    List<String> allowed,
    long least,
    long most,
    Function<Optional<String>, T> reader) {
  /** Of a page. */
  public static final int MAX_CURSOR = 1_000;

  /** What a value looks like. */
  public enum Type {
    TEXT,
    INTEGER,
    FLAG,
    MOMENT,
    /** Several of the allowed ones, parted by commas. */
    CHOICES
  }

  public Query {
    allowed = List.copyOf(allowed);
  }

  /** Where the next page begins, as the page before said. */
  public static Query<Optional<String>> cursor() {
    return text("cursor", "where to go on: \"next\" of the page before", MAX_CURSOR);
  }

  /** How much of a list to answer. */
  public static Query<Integer> limit(int usual, int most) {
    return integer("limit", "at most how many; " + usual + " if not given", 1, most, usual);
  }

  public static Query<Integer> integer(
      String name, String description, int least, int most, int usual) {
    return new Query<>(
        name,
        description,
        Type.INTEGER,
        List.of(),
        least,
        most,
        text -> text.map(given -> (int) parsed(name, given, least, most)).orElse(usual));
  }

  public static Query<Optional<Long>> number(
      String name, String description, long least, long most) {
    return new Query<>(
        name,
        description,
        Type.INTEGER,
        List.of(),
        least,
        most,
        text -> text.map(given -> parsed(name, given, least, most)));
  }

  private static long parsed(String name, String given, long least, long most) {
    try {
      long number = Long.parseLong(given);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw Refused.invalid(HttpWording.BAD_NUMBER.of(name, least, most, shortened(given)));
  }

  public static Query<Optional<String>> text(String name, String description, int most) {
    return new Query<>(
        name,
        description,
        Type.TEXT,
        List.of(),
        0,
        most,
        text -> {
          if (text.filter(given -> given.length() > most).isPresent()) {
            throw Refused.invalid(HttpWording.TOO_LONG.of(name, most));
          }
          return text.filter(given -> !given.isEmpty());
        });
  }

  /** Absent is false. */
  public static Query<Boolean> flag(String name, String description) {
    return new Query<>(
        name,
        description,
        Type.FLAG,
        List.of("true", "false"),
        0,
        0,
        text ->
            text.map(given ->
                    switch (given) {
                      case "true", "" -> true;
                      case "false" -> false;
                      default -> throw notOneOf(name, given, List.of("true", "false"));
                    })
                .orElse(false));
  }

  public static Query<Optional<Instant>> moment(String name, String description) {
    return new Query<>(
        name,
        description,
        Type.MOMENT,
        List.of(),
        0,
        0,
        text ->
            text.map(given -> {
              try {
                return Instant.parse(given);
              } catch (DateTimeException _) {
                throw Refused.invalid(HttpWording.BAD_MOMENT.of(name, shortened(given)));
              }
            }));
  }

  /** One of an enum's constants, written in small letters with hyphens. */
  public static <E extends Enum<E>> Query<Optional<E>> choice(
      String name, String description, Class<E> type) {
    return new Query<>(
        name,
        description,
        Type.TEXT,
        written(type),
        0,
        0,
        text -> text.map(given -> constant(name, given, type)));
  }

  /** Some of an enum's constants, parted by commas; absent: none was named. */
  public static <E extends Enum<E>> Query<Set<E>> choices(
      String name, String description, Class<E> type) {
    return new Query<>(
        name,
        description,
        Type.CHOICES,
        written(type),
        0,
        0,
        text ->
            text.map(given ->
                    Arrays.stream(given.split(",", -1))
                        .map(each -> constant(name, each, type))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(type))))
                .orElseGet(() -> EnumSet.noneOf(type)));
  }

  private static <E extends Enum<E>> E constant(String name, String given, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> written(constant).equals(given))
        .findFirst()
        .orElseThrow(() -> notOneOf(name, given, written(type)));
  }

  private static <E extends Enum<E>> List<String> written(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Query::written).toList();
  }

  /** An enum's constant as queries write it. */
  public static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Refused notOneOf(String name, String given, List<String> allowed) {
    return Refused.invalid(
        HttpWording.NOT_ONE_OF.of(name, shortened(given), String.join(", ", allowed)));
  }

  private static String shortened(String given) {
    return given.length() <= 64 ? given : given.substring(0, 64) + "…";
  }
}
