package dev.millrace.pipeline.json;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What a JSON text says.
 *
 * @param pipeline empty only if the text is no JSON object that could be one
 * @param problems from top to bottom; each place has a path besides line and column
 */
public record JsonReading(Optional<Pipeline> pipeline, List<Problem> problems) {
  public JsonReading {
    problems = List.copyOf(problems);
  }

  /** Whether any problem is an error: the pipeline should not be run as it is. */
  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }
}
