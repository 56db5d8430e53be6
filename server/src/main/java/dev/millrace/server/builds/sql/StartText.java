package dev.millrace.server.builds.sql;

import dev.millrace.engine.state.StartValues;
import dev.millrace.engine.state.VariableValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a build was started with, as a JSON object of texts that are JSON themselves. */
final class StartText {
  private StartText() {}

  static String write(StartValues start) {
    var builtIn = new LinkedHashMap<String, String>();
    start
        .builtIn()
        .forEach((name, value) ->
            builtIn.put(
                name,
                Texts.ofList(
                        List.of(
                            value.value(),
                            Boolean.toString(value.readOnly()),
                            Boolean.toString(value.sensitive())))
                    .orElseThrow()));
    var fields = new LinkedHashMap<String, String>();
    fields.put("parameters", Texts.object(start.parameters()));
    fields.put("built_in", Texts.object(builtIn));
    Texts.ofList(start.onlyJobs().stream().sorted().toList())
        .ifPresent(jobs -> fields.put("only_jobs", jobs));
    start.caller().ifPresent(caller -> fields.put("caller", CallerText.write(caller)));
    return Texts.object(fields);
  }

  static StartValues read(String text) {
    Map<String, String> fields = Texts.map(Optional.of(text));
    var builtIn = new LinkedHashMap<String, VariableValue>();
    Texts.map(Optional.ofNullable(fields.get("built_in")))
        .forEach((name, value) -> builtIn.put(name, variable(Texts.list(Optional.of(value)))));
    return new StartValues(
        Texts.map(Optional.ofNullable(fields.get("parameters"))),
        builtIn,
        Set.copyOf(Texts.list(Optional.ofNullable(fields.get("only_jobs")))),
        Optional.ofNullable(fields.get("caller")).map(CallerText::read));
  }

  private static VariableValue variable(List<String> parts) {
    return new VariableValue(
        parts.get(0), Boolean.parseBoolean(parts.get(1)), Boolean.parseBoolean(parts.get(2)));
  }

  /**
   * For a build of a release that did not keep it: the values its variables have now. Which jobs
   * were wanted is not known any more, so all are.
   */
  static StartValues guess(Map<String, VariableValue> variables, Set<String> ofPipeline) {
    var parameters = new LinkedHashMap<String, String>();
    var builtIn = new LinkedHashMap<String, VariableValue>();
    variables.forEach((name, value) -> {
      if (!ofPipeline.contains(name)) {
        builtIn.put(name, value);
      } else if (!value.readOnly()) {
        parameters.put(name, value.value());
      }
    });
    return new StartValues(parameters, builtIn, Set.of(), Optional.empty());
  }
}
