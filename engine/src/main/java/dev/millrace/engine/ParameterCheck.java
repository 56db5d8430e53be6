package dev.millrace.engine;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.pipeline.variable.VariableForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is wrong with the values given at start, and with defaults nobody replaced. No sentence says
 * a value: it may be a secret.
 */
final class ParameterCheck {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,18}");

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
    if (value.length() > VariableWrites.MAX_LENGTH) {
      return Optional.of("has more than " + VariableWrites.MAX_LENGTH + " characters");
    }
    if (value.isEmpty()) {
      return variable.required() && isShown(variable, values)
          ? Optional.of("needs a value")
          : Optional.empty();
    }
    return switch (variable.type()) {
      case BOOLEAN ->
          value.equals("true") || value.equals("false")
              ? Optional.empty()
              : Optional.of("must be true or false");
      case LONG ->
          WHOLE_NUMBER.matcher(value).matches()
              ? Optional.empty()
              : Optional.of("must be a whole number");
      case ENUM -> oneOf(variable, List.of(value));
      case MULTIPLE -> oneOf(variable, List.of(value.split(",")));
      case STRING,
          TEXTAREA,
          GIT_REF,
          SVN_TAG,
          REPO_REF,
          CODE_LIB,
          CONTAINER_TYPE,
          ARTIFACTORY,
          SUB_PIPELINE,
          CUSTOM_FILE,
          FORM_LIST,
          TIPS,
          TIME_PICKER,
          COMPANY_STAFF,
          DATE,
          PASSWORD,
          TEMPORARY ->
          Optional.empty();
    };
  }

  /** An input that is not shown may stay empty. */
  private static boolean isShown(Variable variable, Map<String, String> values) {
    return variable.shownIf().entrySet().stream()
        .allMatch(pair -> pair.getValue().equals(values.get(pair.getKey())));
  }

  /** A control with a payload gets its options elsewhere, and so does one without any. */
  private static Optional<String> oneOf(Variable variable, List<String> chosen) {
    List<String> options =
        variable.form().filter(form -> form.payload().isEmpty()).stream()
            .flatMap(form -> form.options().stream())
            .map(VariableForm.Option::id)
            .toList();
    return options.isEmpty() || options.containsAll(chosen)
        ? Optional.empty()
        : Optional.of("must be of " + String.join(", ", options));
  }
}
