package dev.millrace.engine.event;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Caller;
import dev.millrace.engine.state.Queueing;
import dev.millrace.engine.state.StartValues;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Optional;
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
 * @param queueing the queue that accepts it
 * @param numbers given in the same commit as its own
 * @param triggerReviewers who is asked before the build may begin; empty: nobody
 * @param caller the task that calls it, if one does
 */
public record BuildRequest(
    BuildId id,
    long number,
    Pipeline pipeline,
    SequencedMap<String, String> parameters,
    SequencedMap<String, VariableValue> builtIn,
    Set<String> onlyJobs,
    Queueing queueing,
    GivenNumbers numbers,
    List<String> triggerReviewers,
    Optional<Caller> caller) {
  public BuildRequest {
    parameters = Data.ordered(parameters);
    builtIn = Data.ordered(builtIn);
    onlyJobs = Set.copyOf(onlyJobs);
    triggerReviewers = List.copyOf(triggerReviewers);
  }

  /** A request to the queue of the pipeline with the pipeline's name, where nobody is asked. */
  public BuildRequest(
      BuildId id,
      long number,
      Pipeline pipeline,
      SequencedMap<String, String> parameters,
      SequencedMap<String, VariableValue> builtIn,
      Set<String> onlyJobs) {
    this(
        id,
        number,
        pipeline,
        parameters,
        builtIn,
        onlyJobs,
        Queueing.ofNamed(pipeline.name()),
        GivenNumbers.FIRST,
        List.of(),
        Optional.empty());
  }

  /**
   * The wish to run the pipeline of {@code build} with the values it was started with, as a build
   * of its own in the same queue. A build that runs goes on; who wants it to end first says so.
   * Whether somebody has to be asked is decided anew by whoever starts it, and no task waits for
   * it: one that did was told of the first.
   */
  public static BuildRequest restarting(
      Build build, BuildId id, long number, GivenNumbers numbers) {
    StartValues start = build.start();
    return new BuildRequest(
        id,
        number,
        build.pipeline(),
        start.parameters(),
        start.builtIn(),
        start.onlyJobs(),
        build.queueing().because(Optional.empty()),
        numbers,
        List.of(),
        Optional.empty());
  }

  /** What a build keeps of this. */
  public StartValues values() {
    return new StartValues(parameters, builtIn, onlyJobs, caller);
  }
}
