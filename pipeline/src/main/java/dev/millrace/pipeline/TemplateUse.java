package dev.millrace.pipeline;

import dev.millrace.pipeline.data.Data;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A reference to a template.
 *
 * @param source where the template is
 * @param parameters values for the template's variables or parameters, as written
 * @param triggerConfiguration changes to triggers by their id; whole pipelines only
 * @param recommendedVersion whole pipelines only
 */
public record TemplateUse(
    Source source,
    SequencedMap<String, Data> parameters,
    SequencedMap<String, Data> triggerConfiguration,
    Optional<Data> recommendedVersion) {
  public TemplateUse {
    parameters = Data.ordered(parameters);
    triggerConfiguration = Data.ordered(triggerConfiguration);
  }

  /** Where a template is. */
  public sealed interface Source {
    /** A file below {@code .ci/templates/}, {@code path} or {@code path@repository}. */
    record ByPath(String path, Optional<String> ref) implements Source {}

    /** A template the platform keeps. */
    record ById(String id, Optional<String> version) implements Source {}
  }
}
