package dev.millrace.pipeline.json;

import dev.millrace.pipeline.RunCondition;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Conditions, in the control options of stages, jobs and tasks. */
final class ConditionJson {
  static final String KIND = "runCondition";
  static final String EXPRESSION = "customCondition";

  private ConditionJson() {}

  /** {@code words} are those of the level that have no value. */
  static RunCondition read(JsonAt control, Words<RunCondition> words) {
    var own = control.own().word("condition", Tables.CONDITION_WORDS);
    if (own.isPresent()) {
      return new RunCondition.By(own.get());
    }
    return switch (control.text(KIND, "")) {
      case "" -> RunCondition.DEFAULT;
      case Tables.VARIABLES_MATCH ->
          new RunCondition.VariablesMatch(control.pairs("customVariables"));
      case Tables.NOT_WHEN_VARIABLES_MATCH ->
          new RunCondition.NotWhenVariablesMatch(control.pairs("customVariables"));
      case Tables.WHEN -> new RunCondition.When(control.text(EXPRESSION, ""));
      default -> control.word(KIND, words).orElse(RunCondition.DEFAULT);
    };
  }

  static void write(ObjectNode control, RunCondition condition, Words<RunCondition> words) {
    switch (condition) {
      case RunCondition.VariablesMatch(var expected) -> {
        control.put(KIND, Tables.VARIABLES_MATCH);
        control.set("customVariables", pairs(expected));
      }
      case RunCondition.NotWhenVariablesMatch(var expected) -> {
        control.put(KIND, Tables.NOT_WHEN_VARIABLES_MATCH);
        control.set("customVariables", pairs(expected));
      }
      case RunCondition.When(String expression) -> {
        control.put(KIND, Tables.WHEN);
        control.put(EXPRESSION, expression);
      }
      case RunCondition.Default _ -> control.put(KIND, words.wordOf(condition));
      case RunCondition.By(var word) -> {
        var known = words.word(condition);
        control.put(KIND, known.orElse(words.wordOf(RunCondition.DEFAULT)));
        if (known.isEmpty()) {
          Residue.own(control).put("condition", word.name());
        }
      }
    }
  }

  static ArrayNode pairs(Map<String, String> texts) {
    ArrayNode pairs = JsonData.object().arrayNode();
    texts.forEach((key, value) -> pairs.addObject().put("key", key).put("value", value));
    return pairs;
  }
}
