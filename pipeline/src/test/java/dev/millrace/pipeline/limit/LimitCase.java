package dev.millrace.pipeline.limit;

import dev.millrace.expression.FlatVariables;
import dev.millrace.pipeline.json.JsonModelCodec;
import dev.millrace.pipeline.matrix.MatrixExpansion;
import dev.millrace.pipeline.matrix.MatrixText;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Severity;
import dev.millrace.pipeline.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * One way to reach a limit.
 *
 * @param constant its name in {@link Limits}
 * @param where what it limits here
 * @param refusals what is wrong with a thing of a size; empty if nothing is
 * @param expected what must be wrong with one that is too large
 */
record LimitCase(
    String constant, String where, IntFunction<List<String>> refusals, String expected) {
  @Override
  public String toString() {
    return constant + ": " + where;
  }

  static LimitCase yaml(String constant, String where, Rule rule, IntFunction<String> body) {
    return new LimitCase(constant, where, n -> read(body.apply(n)), rule.id());
  }

  static LimitCase number(String constant, String where, IntFunction<String> body) {
    return yaml(constant, where, Rule.NUMBER_OUT_OF_RANGE, body);
  }

  /** In a model the severity is said too: what the format's platform takes is a warning. */
  static LimitCase model(
      String constant, String where, Rule rule, Severity severity, IntFunction<String> model) {
    return new LimitCase(
        constant,
        "JSON: " + where,
        n ->
            new JsonModelCodec()
                .read(model.apply(n)).problems().stream()
                    .map(problem -> problem + " " + problem.severity())
                    .toList(),
        rule.id() + " " + severity);
  }

  static LimitCase matrix(String constant, String reason, IntFunction<MatrixText> text) {
    return new LimitCase(
        constant,
        "matrix of a build",
        n ->
            switch (MatrixExpansion.of(text.apply(n), FlatVariables.of(Map.of()))) {
              case MatrixExpansion.Expanded _ -> List.of();
              case MatrixExpansion.Refused(var why) -> List.of(why.english());
            },
        reason);
  }

  static List<String> read(String body) {
    return YamlReader.ofVersion3().read("version: v3.0\n" + body, "a.yml").errors().stream()
        .map(Problem::toString)
        .toList();
  }

  static List<String> json(String text) {
    return new JsonModelCodec().read(text).problems().stream().map(Problem::toString).toList();
  }
}
