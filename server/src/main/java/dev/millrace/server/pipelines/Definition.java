package dev.millrace.server.pipelines;

import dev.millrace.pipeline.json.JsonModelCodec;

/**
 * What a version of a pipeline says: the text as its author wrote it, and settings beside it.
 *
 * @param text may be anything in a draft
 */
public record Definition(DefinitionFormat format, String text, PipelineSettings settings) {
  private static final String BLANK =
      """
      version: v3.0
      steps:
        - run: echo "hello"
      """;

  /** A text with the settings of a new pipeline, its format found by looking at it. */
  public static Definition of(String text) {
    return new Definition(
        JsonModelCodec.isModel(text) ? DefinitionFormat.JSON : DefinitionFormat.YAML,
        text,
        PipelineSettings.DEFAULT);
  }

  /** What somebody begins with who has nothing. */
  public static Definition blank() {
    return of(BLANK);
  }

  /** The same with another text in the same format. */
  public Definition withText(String other) {
    return new Definition(format, other, settings);
  }

  /** The same with other settings. */
  public Definition with(PipelineSettings others) {
    return new Definition(format, text, others);
  }
}
