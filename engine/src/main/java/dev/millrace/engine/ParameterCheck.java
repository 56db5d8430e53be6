package dev.millrace.engine;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.variable.ValueFault;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.wording.Sentence;
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

  static List<Sentence> problemsOf(BuildRequest request) {
    var problems = new ArrayList<Sentence>();
    Map<String, String> values = new LinkedHashMap<>();
    for (Variable variable : request.pipeline().variables()) {
      String written = StartVariables.text(variable.value());
      String given = request.parameters().get(variable.name());
      if (variable.constant() && given != null && !given.equals(written)) {
        problems.add(StartWording.CONSTANT_GIVEN.of(variable.name()));
      }
      values.put(
          variable.name(),
          variable.constant() ? written : Objects.requireNonNullElse(given, written));
    }
    request.parameters().keySet().stream()
        .filter(name -> !values.containsKey(name) && !SkippedAtStart.isWish(name))
        .forEach(name -> problems.add(StartWording.UNKNOWN_VARIABLE.of(name)));
    for (Variable variable : request.pipeline().variables()) {
      problem(variable, values).ifPresent(problems::add);
    }
    return problems;
  }

  private static Optional<Sentence> problem(Variable variable, Map<String, String> values) {
    String name = variable.name();
    return ValueFault.of(variable, values.getOrDefault(name, "")).stream()
        .findFirst()
        .filter(fault -> !(fault instanceof ValueFault.Missing) || isShown(variable, values))
        .map(fault -> sentence(name, fault));
  }

  private static Sentence sentence(String name, ValueFault fault) {
    return switch (fault) {
      case ValueFault.Missing() -> StartWording.VALUE_NEEDED.of(name);
      case ValueFault.TooLong _ -> StartWording.VALUE_TOO_LONG.of(name, Limits.VARIABLE_VALUE_MAX);
      case ValueFault.NotABoolean() -> StartWording.VALUE_NOT_BOOLEAN.of(name);
      case ValueFault.NotAWholeNumber() -> StartWording.VALUE_NOT_NUMBER.of(name);
      case ValueFault.NotAnOption(_, var options) ->
          StartWording.VALUE_NOT_OPTION.of(name, String.join(", ", options));
    };
  }

  /** An input that is not shown may stay empty. */
  private static boolean isShown(Variable variable, Map<String, String> values) {
    return variable.shownIf().entrySet().stream()
        .allMatch(pair -> pair.getValue().equals(values.get(pair.getKey())));
  }
}
