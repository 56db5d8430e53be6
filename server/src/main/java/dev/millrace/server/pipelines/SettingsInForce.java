package dev.millrace.server.pipelines;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.Settings;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Origin;
import dev.millrace.pipeline.yaml.tree.YamlParser;
import dev.millrace.server.pipelines.PipelineSettings.CancelPolicy;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What holds for a build: where the text says something, the text; else the settings beside it. A
 * pipeline's model can't tell a default from silence, so the keys of the text are looked at.
 */
final class SettingsInForce {
  private SettingsInForce() {}

  /** What both a text and {@link PipelineSettings} may say. */
  enum Key {
    CONCURRENCY,
    CANCEL_POLICY,
    FAIL_IF_VARIABLE_INVALID,
    CLEAN_VARIABLES;

    /** The key of the root; empty: YAML has no word for it. */
    private String yaml() {
      return switch (this) {
        case CONCURRENCY -> "concurrency";
        case CANCEL_POLICY -> "cancel-policy";
        case FAIL_IF_VARIABLE_INVALID -> "fail-if-variable-invalid";
        case CLEAN_VARIABLES -> "";
      };
    }

    /** Fields of {@code setting}, any of which says it. */
    private List<String> json() {
      return switch (this) {
        case CONCURRENCY ->
            List.of(
                "runLockType",
                "concurrencyGroup",
                "maxQueueSize",
                "waitQueueTimeMinute",
                "maxConRunningQueueSize");
        case CANCEL_POLICY -> List.of("buildCancelPolicy");
        case FAIL_IF_VARIABLE_INVALID -> List.of("failIfVariableInvalid");
        case CLEAN_VARIABLES -> List.of("cleanVariablesWhenRetry");
      };
    }

    /** Those that the text of a definition says, if it can be read. */
    static Set<Key> saidIn(Definition definition) {
      return switch (definition.format()) {
        case YAML ->
            YamlParser.parse(new Origin("", definition.text(), List.of()), new ProblemCollector())
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast)
                .map(root -> matching(key -> root.get(key.yaml()).isPresent()))
                .orElse(Set.of());
        case JSON -> {
          JsonNode setting = ModelTree.setting(definition.text());
          yield matching(key -> key.json().stream().anyMatch(setting::hasNonNull));
        }
      };
    }

    private static Set<Key> matching(Predicate<Key> wanted) {
      Set<Key> found = EnumSet.noneOf(Key.class);
      for (Key key : values()) {
        if (wanted.test(key)) {
          found.add(key);
        }
      }
      return found;
    }
  }

  /**
   * The pipeline as builds have it.
   *
   * @param written the pipeline of the definition's text
   * @param enabled whether people left the pipeline enabled; the text may disable it as well
   */
  static Pipeline of(Definition definition, Pipeline written, String name, boolean enabled) {
    Set<Key> said = Key.saidIn(definition);
    PipelineSettings beside = definition.settings();
    Settings own = written.settings();
    return PipelineParts.with(
        written,
        name,
        Shown.of(Optional.of(written), beside).description(),
        said.contains(Key.CONCURRENCY) ? written.concurrency() : beside.concurrency(),
        new Settings(
            own.disabled() || !enabled,
            said.contains(Key.FAIL_IF_VARIABLE_INVALID)
                ? own.failIfVariableInvalid()
                : beside.failIfVariableInvalid(),
            own.customBuildNumber(),
            own.dialect(),
            said.contains(Key.CANCEL_POLICY)
                ? own.cancelRestricted()
                : beside.cancelPolicy() == CancelPolicy.RESTRICTED,
            said.contains(Key.CLEAN_VARIABLES)
                ? own.cleanVariablesOnRetry()
                : beside.cleanVariablesWhenRetry(),
            own.runsOn()));
  }
}
