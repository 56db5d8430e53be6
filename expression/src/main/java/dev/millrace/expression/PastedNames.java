package dev.millrace.expression;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites a condition that pastes values so that it names the variables instead. */
final class PastedNames {
  private static final Pattern MARKER =
      Pattern.compile("('?)\\$(?:\\{\\{([^$^{}]+)}}|\\{([^$^{}]+)})('?)");

  private PastedNames() {}

  /** The condition with names for markers; empty if a marker is in the midst of a quoted text. */
  static Optional<String> withoutMarkers(String condition) {
    if (condition.length() > Limits.MAX_EXPRESSION_LENGTH) {
      return Optional.empty();
    }
    StringBuilder rewritten = new StringBuilder();
    Matcher marker = MARKER.matcher(condition.strip());
    while (marker.find()) {
      boolean openQuote = !marker.group(1).isEmpty();
      boolean closeQuote = !marker.group(4).isEmpty();
      String name = marker.group(2) != null ? marker.group(2) : marker.group(3);
      marker.appendReplacement(rewritten, Matcher.quoteReplacement(fullName(name.strip())));
      if (openQuote != closeQuote || quotesIn(rewritten) % 2 != 0) {
        return Optional.empty();
      }
    }
    return Optional.of(marker.appendTail(rewritten).toString());
  }

  private static String fullName(String name) {
    return name.contains(".") ? name : "variables." + name;
  }

  private static long quotesIn(CharSequence text) {
    return text.chars().filter(character -> character == '\'').count();
  }
}
