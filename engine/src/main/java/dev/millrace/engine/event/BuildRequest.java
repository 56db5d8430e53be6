package dev.millrace.engine.event;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The wish to run a pipeline.
 *
 * @param pipeline expanded
 * @param parameters values given at start, by name of a variable of the pipeline
 * @param builtIn variables the platform gives: who started it, which repository, …
 * @param onlyJobs ids of the jobs wanted; empty: all. Others are skipped, and dependencies on them
 *     count as met
 * @param triggerReviewers who is asked before the build may begin; empty: nobody
 */
public record BuildRequest(
    BuildId id,
    long number,
    Pipeline pipeline,
    SequencedMap<String, String> parameters,
    SequencedMap<String, VariableValue> builtIn,
    Set<String> onlyJobs,
    List<String> triggerReviewers) {
  public BuildRequest {
    parameters = Data.ordered(parameters);
    builtIn = Data.ordered(builtIn);
    onlyJobs = Set.copyOf(onlyJobs);
    triggerReviewers = List.copyOf(triggerReviewers);
  }

  /** The wish to run a pipeline, where nobody has to be asked. */
  public BuildRequest(
      BuildId id,
      long number,
      Pipeline pipeline,
      SequencedMap<String, String> parameters,
      SequencedMap<String, VariableValue> builtIn,
      Set<String> onlyJobs) {
    this(id, number, pipeline, parameters, builtIn, onlyJobs, List.of());
  }
}
