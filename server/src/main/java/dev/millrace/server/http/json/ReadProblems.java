package dev.millrace.server.http.json;

import dev.millrace.server.access.Secret;
import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.Refused;
import dev.millrace.wording.Sentence;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with JSON that could not be read. */
final class ReadProblems {
  /** Characters of a wrong value that are told. */
  private static final int SHOWN = 64;

  private ReadProblems() {}

  static Refused notUtf8() {
    return Refused.invalid(HttpWording.NOT_JSON.of("bytes that are no UTF-8"));
  }

  static Refused of(JacksonException wrong) {
    return Refused.invalid(
        switch (wrong) {
          case UnrecognizedPropertyException unknown ->
              HttpWording.UNKNOWN_FIELD.of(where(unknown), known(unknown));
          case InvalidFormatException format ->
              HttpWording.WRONG_VALUE.of(
                  where(format), shown(format.getValue()), wanted(format.getTargetType()));
          case MismatchedInputException other when where(other).isEmpty() ->
              HttpWording.NOT_AN_OBJECT.of();
          case MismatchedInputException other ->
              HttpWording.WRONG_VALUE.of(where(other), "this", wanted(other.getTargetType()));
          case DatabindException other when !where(other).isEmpty() ->
              HttpWording.WRONG_VALUE.of(where(other), "this", reason(other));
          default -> badJson(wrong);
        });
  }

  private static Sentence badJson(JacksonException wrong) {
    TokenStreamLocation place = wrong.getLocation();
    int line = place == null ? 1 : Math.max(1, place.getLineNr());
    int column = place == null ? 1 : Math.max(1, place.getColumnNr());
    return HttpWording.BAD_JSON.of(line, column, reason(wrong));
  }

  /** What our own constructors, or the parser, say. */
  private static String reason(JacksonException wrong) {
    Throwable cause = wrong.getCause();
    String message = cause instanceof IllegalArgumentException ? cause.getMessage() : null;
    return firstLine(message == null ? String.valueOf(wrong.getOriginalMessage()) : message);
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }

  private static String known(UnrecognizedPropertyException unknown) {
    return unknown.getKnownPropertyIds() == null
        ? "none"
        : unknown.getKnownPropertyIds().stream()
            .map(Object::toString)
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private static String where(JacksonException wrong) {
    var path = new StringBuilder();
    for (JacksonException.Reference step : wrong.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }

  private static String shown(Object value) {
    String text = String.valueOf(value);
    return '"' + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…") + '"';
  }

  private static String wanted(Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(Object::toString)
              .collect(Collectors.joining(", "));
    }
    if (type == String.class || type == Secret.class) {
      return "a text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number from " + range(type);
    }
    if (java.time.Instant.class == type) {
      return "a moment such as 2026-01-31T12:00:00Z";
    }
    if (java.util.Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return "an object";
  }

  private static String range(Class<?> type) {
    return List.of(long.class, Long.class).contains(type)
        ? Long.MIN_VALUE + " to " + Long.MAX_VALUE
        : Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
  }
}
