package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What a reading gave.
 *
 * @param pipeline present exactly if no problem is an error
 * @param problems from top to bottom; may hold warnings beside a pipeline
 */
public record ReadResult(Optional<Pipeline> pipeline, List<Problem> problems) {
  public ReadResult {
    problems = List.copyOf(problems);
  }

  /** The problems that stand in the way. */
  public List<Problem> errors() {
    return problems.stream().filter(Problem::isError).toList();
  }
}
