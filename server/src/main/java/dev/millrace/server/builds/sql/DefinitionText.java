package dev.millrace.server.builds.sql;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.json.JsonModelCodec;
import dev.millrace.pipeline.json.JsonReading;

/** The pipeline of a build as JSON, from which an equal pipeline is read. */
final class DefinitionText {
  private static final JsonModelCodec CODEC = new JsonModelCodec();

  private DefinitionText() {}

  /**
   * Writes a pipeline.
   *
   * @throws IllegalArgumentException if it is too large to be read again
   */
  static String write(Pipeline pipeline) {
    String text = CODEC.write(pipeline);
    if (text.length() > JsonModelCodec.MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "the pipeline has %d characters as JSON, at most %d can be stored"
              .formatted(text.length(), JsonModelCodec.MAX_CHARACTERS));
    }
    return text;
  }

  /** Loads what {@link #write} needs, which takes 0.2 s in a process that has just started. */
  static void warmUp() {
    CODEC.read("{\"stages\": []}").pipeline().ifPresent(CODEC::write);
  }

  static Pipeline read(String text) {
    JsonReading reading = CODEC.read(text);
    return reading
        .pipeline()
        .orElseThrow(
            () -> new IllegalStateException("a stored pipeline is broken: " + reading.problems()));
  }
}
