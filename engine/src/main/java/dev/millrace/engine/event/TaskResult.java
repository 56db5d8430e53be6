package dev.millrace.engine.event;

import dev.millrace.engine.state.Failure;
import dev.millrace.pipeline.data.Data;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How one execution of a task ended, as its worker reports it.
 *
 * @param failure present for every outcome but success
 * @param variables to set on the build, by flat name
 * @param outputs by plain name
 */
public record TaskResult(
    Outcome outcome,
    Optional<Failure> failure,
    SequencedMap<String, String> variables,
    SequencedMap<String, String> outputs) {
  /** Ways in which an execution ends. */
  public enum Outcome {
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    CANCELLED
  }

  public TaskResult {
    variables = Data.ordered(variables);
    outputs = Data.ordered(outputs);
    if (failure.isPresent() == (outcome == Outcome.SUCCEEDED)) {
      throw new IllegalArgumentException("outcome " + outcome + " with failure " + failure);
    }
  }
}
