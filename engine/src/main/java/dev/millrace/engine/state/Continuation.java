package dev.millrace.engine.state;

import dev.millrace.pipeline.data.Data;
import java.util.SequencedMap;

/**
 * How a person let a paused task go on.
 *
 * @param inputs of its action that were given another value, for this attempt of the build
 */
public record Continuation(String by, SequencedMap<String, String> inputs) {
  public Continuation {
    inputs = Data.ordered(inputs);
  }
}
