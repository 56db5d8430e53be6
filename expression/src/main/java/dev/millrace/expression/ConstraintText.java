package dev.millrace.expression;

import dev.millrace.expression.Markers.Marker;
import dev.millrace.expression.Value.Arr;
import dev.millrace.expression.Value.Obj;
import org.jspecify.annotations.Nullable;

/** One pass of the constraint dialect over a text. */
final class ConstraintText {
  private final String text;
  private final FlatVariables variables;
  private final Functions functions;
  private final Meter meter;
  private final BoundedText result;

  private ConstraintText(
      String text, FlatVariables variables, Functions functions, Meter meter, BoundedText result) {
    this.text = text;
    this.variables = variables;
    this.functions = functions;
    this.meter = meter;
    this.result = result;
  }

  /** Puts the value of each {@code ${{ expression }}} that can be evaluated in its place. */
  static String replaceOnce(
      String text, FlatVariables variables, Functions functions, Meter meter, int maxLength) {
    BoundedText result = new BoundedText(maxLength);
    return new ConstraintText(text, variables, functions, meter, result).replace();
  }

  private String replace() {
    int copied = 0;
    for (Marker marker : Markers.in(text)) {
      String value = marker.depth() > Limits.MAX_MARKER_DEPTH ? null : valueOf(marker);
      if (value != null) {
        result.add(text, copied, marker.start()).add(value);
        copied = marker.end();
      }
    }
    return result.add(text, copied, text.length()).toString();
  }

  /** The text that replaces the marker, or null if its expression can't be evaluated. */
  private @Nullable String valueOf(Marker marker) {
    try {
      String expression = withInnerReplaced(marker);
      return expression == null ? null : print(evaluate(expression));
    } catch (ExpressionException | ExpressionException.Refused staysAsText) {
      return null;
    }
  }

  private @Nullable String withInnerReplaced(Marker marker) {
    BoundedText expression = new BoundedText(Limits.MAX_EXPRESSION_LENGTH);
    int copied = marker.contentStart();
    try {
      for (Marker inner : marker.inner()) {
        String value = print(evaluate(text.substring(inner.contentStart(), inner.contentEnd())));
        expression
            .add(text, copied, inner.start())
            .add(touchesDot(inner) ? value : "'" + value.replace("'", "''") + "'");
        copied = inner.end();
      }
      return expression.add(text, copied, marker.contentEnd()).toString();
    } catch (BoundedText.Overflow tooLongForAnExpression) {
      return null;
    }
  }

  /** Beside a dot the inner result is part of a path: {@code ${{ ${{ a }}.b }}}. */
  private boolean touchesDot(Marker inner) {
    return text.charAt(inner.start() - 1) == '.' || text.charAt(inner.end()) == '.';
  }

  private Value evaluate(String expression) {
    return Expression.parse(expression, functions).evaluate(variables, meter);
  }

  private static String print(Value value) {
    return value instanceof Arr || value instanceof Obj ? Json.write(value) : value.asText();
  }
}
