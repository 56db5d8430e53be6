package dev.millrace.expression;

import java.time.ZoneId;
import java.util.Map;

/** How tests evaluate: the standard functions, in a zone that is not the machine's. */
final class Evaluating {
  static final Functions FUNCTIONS = Functions.standard(ZoneId.of("Asia/Shanghai"));

  private Evaluating() {}

  static Value value(String expression) {
    return value(expression, Map.of());
  }

  static Value value(String expression, Map<String, String> variables) {
    return Expression.parse(expression, FUNCTIONS).evaluate(FlatVariables.of(variables));
  }

  /** The value as JSON, the shortest way to compare values of any kind. */
  static String json(String expression) {
    return Json.write(value(expression));
  }

  static String json(String expression, Map<String, String> variables) {
    return Json.write(value(expression, variables));
  }
}
