package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import java.util.Optional;
import java.util.SequencedMap;

/** {@code if}, whose words mean different things at different levels. */
final class ConditionMapping {
  private ConditionMapping() {}

  /** Of a stage or a job: no word is special. */
  static RunCondition plain(Optional<Node> node) {
    return node.map(condition ->
            condition instanceof Scalar scalar ? text(scalar.text()) : match(View.of(condition)))
        .orElse(RunCondition.DEFAULT);
  }

  /** Of a task: words that look at failures before are special, as the whole text. */
  static RunCondition ofTask(Optional<Node> node) {
    return node.filter(Scalar.class::isInstance)
        .map(Scalar.class::cast)
        .<RunCondition>flatMap(scalar ->
            switch (scalar.text().strip()) {
              case "FAILURE" -> Optional.of(new RunCondition.By(Word.FAILURE));
              case "ALWAYS" -> Optional.of(new RunCondition.By(Word.ALWAYS));
              case "ALWAYS_UNLESS_CANCELLED" ->
                  Optional.of(new RunCondition.By(Word.ALWAYS_UNLESS_CANCELLED));
              default -> Optional.empty();
            })
        .orElseGet(() -> plain(node));
  }

  /** Of a finally job: nothing but words. */
  static RunCondition ofFinalJob(String word) {
    return new RunCondition.By(
        switch (word) {
          case "SUCCESS" -> Word.SUCCESS;
          case "FAILURE" -> Word.FAILURE;
          case "CANCELED", "CANCELLED" -> Word.CANCELLED;
          default -> Word.ALWAYS;
        });
  }

  private static RunCondition text(String text) {
    return text.isBlank() ? RunCondition.DEFAULT : new RunCondition.When(text);
  }

  private static RunCondition match(View condition) {
    SequencedMap<String, String> expected = condition.textMap("params");
    return condition.textOrEmpty("mode").equals("NOT_RUN_WHEN_ALL_PARAMS_MATCH")
        ? new RunCondition.NotWhenVariablesMatch(expected)
        : new RunCondition.VariablesMatch(expected);
  }
}
