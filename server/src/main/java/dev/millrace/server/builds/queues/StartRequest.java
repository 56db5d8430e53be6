package dev.millrace.server.builds.queues;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.GivenNumbers;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Caller;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.Queueing;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.builds.BuildFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The wish to run a pipeline, as whoever starts it has it: without a number.
 *
 * @param id of the build; a request that comes again has the same
 * @param pipeline expanded
 * @param parameters values given at start, by name of a variable of the pipeline
 * @param builtIn variables the platform gives
 * @param onlyJobs ids of the jobs wanted; empty: all
 * @param numberAtLeast what the build's number must not be below; 1 where nobody has other numbers
 * @param sourcesUnchanged of a start by the clock whose pipeline wants no build of the same sources
 * @param triggerReviewers who is asked before the build takes its place in the queue; empty: nobody
 * @param caller the task that calls it, if one does
 */
public record StartRequest(
    BuildId id,
    ProjectId project,
    PipelineId pipelineId,
    Pipeline pipeline,
    SequencedMap<String, String> parameters,
    SequencedMap<String, VariableValue> builtIn,
    Set<String> onlyJobs,
    long numberAtLeast,
    boolean sourcesUnchanged,
    List<String> triggerReviewers,
    Optional<Caller> caller) {
  public StartRequest {
    parameters = Data.ordered(parameters);
    builtIn = Data.ordered(builtIn);
    onlyJobs = Set.copyOf(onlyJobs);
    triggerReviewers = List.copyOf(triggerReviewers);
  }

  /** A start that no task asks for. */
  public StartRequest(
      BuildId id,
      ProjectId project,
      PipelineId pipelineId,
      Pipeline pipeline,
      SequencedMap<String, String> parameters,
      SequencedMap<String, VariableValue> builtIn,
      Set<String> onlyJobs,
      long numberAtLeast,
      boolean sourcesUnchanged,
      List<String> triggerReviewers) {
    this(
        id,
        project,
        pipelineId,
        pipeline,
        parameters,
        builtIn,
        onlyJobs,
        numberAtLeast,
        sourcesUnchanged,
        triggerReviewers,
        Optional.empty());
  }

  /** A start of all jobs with nothing given. */
  public static StartRequest plain(
      BuildId id, ProjectId project, PipelineId pipelineId, Pipeline pipeline) {
    return new StartRequest(
        id,
        project,
        pipelineId,
        pipeline,
        Data.ordered(Map.of()),
        Data.ordered(Map.of()),
        Set.of(),
        1,
        false,
        List.of());
  }

  /** To be checked before anybody is asked for a number. */
  public BuildRequest unnumbered() {
    return numbered(numberAtLeast, Queueing.of(pipelineId), GivenNumbers.FIRST);
  }

  BuildRequest numbered(long number, Queueing queueing, GivenNumbers numbers) {
    return new BuildRequest(
        id,
        number,
        pipeline,
        parameters,
        platformGives(),
        onlyJobs,
        queueing,
        numbers,
        triggerReviewers,
        caller);
  }

  /** Whatever else is given: whose mutexes a build takes goes by this. */
  private SequencedMap<String, VariableValue> platformGives() {
    var given = new LinkedHashMap<>(builtIn);
    given.put(BuildFacts.PROJECT, new VariableValue(project.value(), true, false));
    return given;
  }
}
