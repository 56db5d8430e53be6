package dev.millrace.engine;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.pipeline.variable.VariableForm;
import dev.millrace.wording.Sentence;
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
        .filter(name -> !values.containsKey(name))
        .forEach(name -> problems.add(StartWording.UNKNOWN_VARIABLE.of(name)));
    for (Variable variable : request.pipeline().variables()) {
      problem(variable, values).ifPresent(problems::add);
    }
    return problems;
  }

  private static Optional<Sentence> problem(Variable variable, Map<String, String> values) {
    String name = variable.name();
    String value = values.getOrDefault(name, "");
    if (value.length() > VariableWrites.MAX_LENGTH) {
      return Optional.of(StartWording.VALUE_TOO_LONG.of(name, VariableWrites.MAX_LENGTH));
    }
    if (value.isEmpty()) {
      return variable.required() && isShown(variable, values)
          ? Optional.of(StartWording.VALUE_NEEDED.of(name))
          : Optional.empty();
    }
    return switch (variable.type()) {
      case BOOLEAN ->
          value.equals("true") || value.equals("false")
              ? Optional.empty()
              : Optional.of(StartWording.VALUE_NOT_BOOLEAN.of(name));
      case LONG ->
          WHOLE_NUMBER.matcher(value).matches()
              ? Optional.empty()
              : Optional.of(StartWording.VALUE_NOT_NUMBER.of(name));
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
  private static Optional<Sentence> oneOf(Variable variable, List<String> chosen) {
    List<String> options =
        variable.form().filter(form -> form.payload().isEmpty()).stream()
            .flatMap(form -> form.options().stream())
            .map(VariableForm.Option::id)
            .toList();
    return options.isEmpty() || options.containsAll(chosen)
        ? Optional.empty()
        : Optional.of(
            StartWording.VALUE_NOT_OPTION.of(variable.name(), String.join(", ", options)));
  }
}
