package dev.millrace.server.pipelines;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.json.JsonModelCodec;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.yaml.ReadResult;
import dev.millrace.pipeline.yaml.write.Written;
import dev.millrace.pipeline.yaml.write.YamlWriter;
import dev.millrace.server.pipelines.PipelineSettings.CancelPolicy;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * A version as a file for elsewhere.
 *
 * @param problems what the format can't say, with its place; warnings of the text too
 * @param unsaid settings that the format has no place for
 */
public record Exported(
    DefinitionFormat format, String text, List<Problem> problems, List<Sentence> unsaid) {
  public Exported {
    problems = List.copyOf(problems);
    unsaid = List.copyOf(unsaid);
  }

  /**
   * YAML that was written as YAML keeps its form, comments too: only the name and settings beside
   * it that are unlike a new pipeline's are put in. JSON has everything that is in force.
   */
  static Exported of(PipelineEntry entry, Definition definition, DefinitionFormat format) {
    ReadResult read = DefinitionReader.read(definition);
    if (read.pipeline().isEmpty()) {
      if (format == definition.format()) {
        return new Exported(format, definition.text(), read.problems(), List.of());
      }
      throw new PipelineRefused(new Refusal.Invalid(read.problems()));
    }
    Pipeline inForce = SettingsInForce.of(definition, read.pipeline().get(), entry.name(), true);
    return switch (format) {
      case JSON ->
          new Exported(
              format,
              new JsonModelCodec().writeIndented(inForce) + "\n",
              read.problems(),
              List.of());
      case YAML -> yaml(entry, definition, read, inForce);
    };
  }

  private static Exported yaml(
      PipelineEntry entry, Definition definition, ReadResult read, Pipeline inForce) {
    Written written =
        switch (definition.format()) {
          case JSON -> new YamlWriter().write(inForce);
          case YAML ->
              new YamlWriter()
                  .write(
                      SettingsInForce.of(
                          definition.with(unlikeNew(definition.settings(), read)),
                          read.pipeline().orElseThrow(),
                          entry.name(),
                          true),
                      definition.text());
        };
    List<Problem> problems = new ArrayList<>(read.problems());
    problems.addAll(written.problems());
    return new Exported(
        DefinitionFormat.YAML, written.text(), problems, unsaid(definition, inForce));
  }

  /** A new pipeline restricts who cancels when its text is silent, so silence says it. */
  private static PipelineSettings unlikeNew(PipelineSettings settings, ReadResult read) {
    boolean restricted =
        read.pipeline().map(pipeline -> pipeline.settings().cancelRestricted()).orElse(false);
    return new PipelineSettings(
        settings.description(),
        settings.concurrency(),
        restricted ? CancelPolicy.RESTRICTED : CancelPolicy.EXECUTE_PERMISSION,
        settings.failIfVariableInvalid(),
        settings.cleanVariablesWhenRetry(),
        settings.versionsKept());
  }

  private static List<Sentence> unsaid(Definition definition, Pipeline inForce) {
    var unsaid = new ArrayList<Sentence>();
    if (inForce.settings().cleanVariablesOnRetry()) {
      unsaid.add(PipelineWording.CLEAN_VARIABLES_UNSAID.of());
    }
    int kept = definition.settings().versionsKept();
    if (kept != PipelineLimits.VERSIONS_KEPT) {
      unsaid.add(PipelineWording.VERSIONS_KEPT_UNSAID.of(kept));
    }
    boolean said =
        definition.format() == DefinitionFormat.YAML
            && SettingsInForce.Key.saidIn(definition).contains(SettingsInForce.Key.CANCEL_POLICY);
    if (!said && !inForce.settings().cancelRestricted()) {
      unsaid.add(PipelineWording.CANCEL_POLICY_UNSAID.of());
    }
    return unsaid;
  }
}
