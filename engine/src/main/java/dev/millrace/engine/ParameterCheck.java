package dev.millrace.engine;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.variable.ValueFault;
import dev.millrace.pipeline.variable.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is wrong with the values given at start, and with defaults nobody replaced. No sentence says
 * a value: it may be a secret.
 */
final class ParameterCheck {
  private ParameterCheck() {}

  static List<String> problemsOf(BuildRequest request) {
    var problems = new ArrayList<String>();
    Map<String, String> values = new LinkedHashMap<>();
    for (Variable variable : request.pipeline().variables()) {
      String written = StartVariables.text(variable.value());
      String given = request.parameters().get(variable.name());
      if (variable.constant() && given != null && !given.equals(written)) {
        problems.add("the variable " + variable.name() + " is a constant and can't be given");
      }
      values.put(
          variable.name(),
          variable.constant() ? written : Objects.requireNonNullElse(given, written));
    }
    request.parameters().keySet().stream()
        .filter(name -> !values.containsKey(name))
        .forEach(name -> problems.add("the pipeline has no variable " + name));
    for (Variable variable : request.pipeline().variables()) {
      problem(variable, values)
          .ifPresent(what -> problems.add("the variable " + variable.name() + " " + what));
    }
    return problems;
  }

  private static Optional<String> problem(Variable variable, Map<String, String> values) {
    String value = values.getOrDefault(variable.name(), "");
    return ValueFault.of(variable, value).stream()
        .findFirst()
        .filter(fault -> !(fault instanceof ValueFault.Missing) || isShown(variable, values))
        .map(ParameterCheck::sentence);
  }

  private static String sentence(ValueFault fault) {
    return switch (fault) {
      case ValueFault.Missing() -> "needs a value";
      case ValueFault.TooLong _ -> "has more than " + Limits.VARIABLE_VALUE_MAX + " characters";
      case ValueFault.NotABoolean() -> "must be true or false";
      case ValueFault.NotAWholeNumber() -> "must be a whole number";
      case ValueFault.NotAnOption(_, var options) -> "must be of " + String.join(", ", options);
    };
  }

  /** An input that is not shown may stay empty. */
  private static boolean isShown(Variable variable, Map<String, String> values) {
    return variable.shownIf().entrySet().stream()
        .allMatch(pair -> pair.getValue().equals(values.get(pair.getKey())));
  }
}
