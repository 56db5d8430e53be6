package dev.millrace.expression;

import dev.millrace.expression.ExpressionException.Refused;
import dev.millrace.expression.Function.Arguments;
import dev.millrace.expression.Value.Str;

/** {@code format('{0} of {1}', a, b)}. Braces are written doubled. */
final class FormatFunction {
  private final String pattern;
  private final Arguments arguments;
  private final BoundedText result = new BoundedText(Limits.MAX_FUNCTION_RESULT_LENGTH);

  private FormatFunction(String pattern, Arguments arguments) {
    this.pattern = pattern;
    this.arguments = arguments;
  }

  static Value format(Arguments arguments) {
    return new FormatFunction(arguments.at(0).asText(), arguments).format();
  }

  private Value format() {
    int position = 0;
    while (position < pattern.length()) {
      char next = pattern.charAt(position);
      boolean doubled = position + 1 < pattern.length() && pattern.charAt(position + 1) == next;
      if (next != '{' && next != '}') {
        int end = endOfPlainText(position);
        result.add(pattern, position, end);
        position = end;
      } else if (doubled) {
        result.add(pattern, position, position + 1);
        position += 2;
      } else if (next == '{') {
        position = placeholder(position);
      } else {
        throw new Refused(
            ExpressionWording.CLOSING_BRACE_ALONE.of(position + 1),
            ExpressionWording.DOUBLE_CLOSING_BRACE.of());
      }
    }
    return new Str(result.toString());
  }

  private int endOfPlainText(int from) {
    int end = from;
    while (end < pattern.length() && pattern.charAt(end) != '{' && pattern.charAt(end) != '}') {
      end++;
    }
    return end;
  }

  /** Adds what {@code {n}} at {@code start} stands for; returns where it ends. */
  private int placeholder(int start) {
    int end = start + 1;
    int index = 0;
    while (end < pattern.length() && Character.digit(pattern.charAt(end), 10) >= 0) {
      index = Math.min(Limits.MAX_ARGUMENTS, index * 10 + Character.digit(pattern.charAt(end), 10));
      end++;
    }
    int place = start + 1;
    if (end < pattern.length() && pattern.charAt(end) == ':') {
      throw new Refused(ExpressionWording.PLACEHOLDER_WITH_FORMAT.of(place));
    }
    if (end == start + 1 || end == pattern.length() || pattern.charAt(end) != '}') {
      throw new Refused(
          ExpressionWording.OPENING_BRACE_ALONE.of(place, "{0}"),
          ExpressionWording.DOUBLE_OPENING_BRACE.of());
    }
    if (index + 1 >= arguments.count()) {
      throw new Refused(
          ExpressionWording.PLACEHOLDER_WITHOUT_ARGUMENT.of(place, arguments.count() - 1));
    }
    result.add(arguments.at(index + 1).asText());
    return end + 1;
  }
}
