package dev.millrace.engine;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.order.JsonText;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.pipeline.variable.VariableType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The variables a build starts with: its pipeline's, as given or by default, and the platform's.
 */
final class StartVariables {
  /** Those that count the build, which no retry of it does again. */
  static final List<String> GIVEN_ONCE =
      List.of(NumberAlias.VARIABLE, VersionVariables.BUILD_NUMBER);

  private StartVariables() {}

  static SequencedMap<String, VariableValue> of(BuildRequest request, Instant now) {
    var variables = new LinkedHashMap<String, VariableValue>();
    request.pipeline().variables().forEach(variable -> add(variables, variable, request));
    request
        .parameters()
        .forEach((name, value) -> {
          if (SkippedAtStart.isWish(name)) {
            variables.put(name, new VariableValue(value, true, false));
          }
        });
    var own = new LinkedHashMap<String, String>();
    own.put("BK_CI_BUILD_ID", request.id().value());
    own.put("BK_CI_BUILD_NUM", Long.toString(request.number()));
    own.put("BK_CI_PIPELINE_ID", request.queueing().pipeline().value());
    own.put("BK_CI_PIPELINE_NAME", request.pipeline().name());
    own.put("BK_CI_PIPELINE_DIALECT", request.pipeline().dialect().name().toUpperCase(Locale.ROOT));
    own.forEach((name, value) -> variables.put(name, new VariableValue(value, true, false)));
    variables.putAll(request.builtIn());
    VersionVariables.of(request.pipeline(), request.numbers().version())
        .forEach((name, value) -> variables.put(name, new VariableValue(value, true, false)));
    request
        .pipeline()
        .settings()
        .customBuildNumber()
        .map(rule -> NumberAlias.of(rule, request, variables, now))
        .ifPresent(
            alias -> variables.put(NumberAlias.VARIABLE, new VariableValue(alias, true, false)));
    return Data.ordered(variables);
  }

  /** A value given for a constant is ignored; {@link StartCheck} told whoever gave another. */
  private static void add(
      Map<String, VariableValue> variables, Variable variable, BuildRequest request) {
    String given = variable.constant() ? null : request.parameters().get(variable.name());
    String value = given == null ? text(variable.value()) : given;
    boolean readOnly = variable.readOnly() || variable.constant();
    variables.put(variable.name(), new VariableValue(value, readOnly, variable.sensitive()));
    if (variable.type() == VariableType.REPO_REF
        && given == null
        && variable.value() instanceof Data.Fields(var fields)) {
      fields.forEach((key, part) ->
          variables.put(
              variable.name() + "." + key,
              new VariableValue(text(part), readOnly, variable.sensitive())));
    }
  }

  /** The text a variable's value is at run time. */
  static String text(Data value) {
    return switch (value) {
      case Data.Text(var text) -> text;
      case Data.Flag(var flag) -> Boolean.toString(flag);
      case Data.Decimal(var number) -> number.toPlainString();
      case Data.Items _, Data.Fields _ -> JsonText.of(value);
      case Data.Nothing _ -> "";
    };
  }
}
