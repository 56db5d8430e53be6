package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.TemplateUse;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.Rule;
import java.util.Map;

/** {@code if}, and references to templates: what stages, jobs and tasks have in common. */
final class ConditionDocument {
  /** Where a condition stands decides which words it has. */
  enum Level {
    /** Stages and ordinary jobs: none. */
    PLAIN,
    TASK,
    FINALLY
  }

  private static final Map<Level, Map<Word, String>> WORDS =
      Map.of(
          Level.PLAIN,
          Map.of(),
          Level.TASK,
          Map.of(
              Word.ALWAYS, "ALWAYS",
              Word.ALWAYS_UNLESS_CANCELLED, "ALWAYS_UNLESS_CANCELLED",
              Word.FAILURE, "FAILURE"),
          Level.FINALLY,
          Map.of(
              Word.ALWAYS, "ALWAYS",
              Word.SUCCESS, "SUCCESS",
              Word.FAILURE, "FAILURE",
              Word.CANCELLED, "CANCELED"));

  private ConditionDocument() {}

  static void write(Keys keys, RunCondition condition, Level level, Report report) {
    Map<Word, String> words = WORDS.getOrDefault(level, Map.of());
    boolean wordsOnly = level == Level.FINALLY;
    switch (condition) {
      case RunCondition.Default() -> {}
      case RunCondition.By(Word word) when words.containsKey(word) ->
          keys.text("if", words.getOrDefault(word, ""));
      case RunCondition.By(Word word) -> report.add(Rule.YAML_LACKS_CONDITION, word);
      case RunCondition.VariablesMatch _, RunCondition.NotWhenVariablesMatch _, RunCondition.When _
          when wordsOnly ->
          report.add(Rule.YAML_LACKS_FINAL_CONDITION);
      case RunCondition.VariablesMatch(var expected) ->
          keys.put("if", match("RUN_WHEN_ALL_PARAMS_MATCH", expected));
      case RunCondition.NotWhenVariablesMatch(var expected) ->
          keys.put("if", match("NOT_RUN_WHEN_ALL_PARAMS_MATCH", expected));
      case RunCondition.When(String expression)
          when expression.isBlank() || words.containsValue(expression.strip()) ->
          report.add(Rule.YAML_LACKS_EXPRESSION, expression);
      case RunCondition.When(String expression) -> keys.text("if", expression);
    }
  }

  private static Data match(String mode, Map<String, String> expected) {
    return new Keys().text("mode", mode).put("params", Keys.map(expected)).done();
  }

  /** A reference in the place of a stage, a job or a task. */
  static Data.Fields use(TemplateUse use, Report report) {
    if (!use.triggerConfiguration().isEmpty() || use.recommendedVersion().isPresent()) {
      report.add(Rule.YAML_LACKS_TEMPLATE_SETTINGS);
    }
    return source(use, "template").fields("variables", use.parameters()).done();
  }

  /** The keys that say where a template is. */
  static Keys source(TemplateUse use, String path) {
    return switch (use.source()) {
      case TemplateUse.Source.ByPath(String file, var ref) ->
          new Keys().text(path, file).text("ref", ref);
      case TemplateUse.Source.ById(String id, var version) ->
          new Keys().text("template-id", id).text("version", version);
    };
  }
}
