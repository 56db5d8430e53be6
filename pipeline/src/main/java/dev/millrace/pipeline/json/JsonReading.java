package dev.millrace.pipeline.json;

import dev.millrace.pipeline.Pipeline;
import java.util.List;
import java.util.Optional;

/**
 * What a JSON text says.
 *
 * @param pipeline empty only if the text is no JSON object that could be one
 * @param problems in the order found; at most {@link JsonModelCodec#MAX_PROBLEMS}
 */
public record JsonReading(Optional<Pipeline> pipeline, List<JsonProblem> problems) {
  public JsonReading {
    problems = List.copyOf(problems);
  }

  /** Whether any problem is an error: the pipeline should not be run as it is. */
  public boolean hasErrors() {
    return problems.stream().anyMatch(JsonProblem::isError);
  }
}
