package dev.millrace.engine.state;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One execution of a pipeline, at one moment.
 *
 * @param number counts the builds of the pipeline, from 1
 * @param pipeline expanded, as it was when the build was accepted
 * @param attempt of the whole build, from 1; each retry adds one
 * @param stages in order, the finally stage last
 * @param variables of the build by flat name, without the contexts that follow from its state
 * @param cancel present once somebody wanted it to stop
 */
public record Build(
    BuildId id,
    long number,
    Pipeline pipeline,
    int attempt,
    BuildStatus status,
    List<StageState> stages,
    SequencedMap<String, VariableValue> variables,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Cancellation> cancel) {
  public Build {
    stages = List.copyOf(stages);
    variables = Data.ordered(variables);
  }

  /** The stage that runs now; there is at most one. */
  public Optional<StageState> runningStage() {
    for (StageState stage : stages) {
      if (stage.status() == StageStatus.RUNNING) {
        return Optional.of(stage);
      }
    }
    return Optional.empty();
  }

  /** The stage that has the job with this id. */
  public Optional<StageState> stageOf(JobId job) {
    for (StageState stage : stages) {
      if (stage.jobs().positionOf(job) >= 0) {
        return Optional.of(stage);
      }
    }
    return Optional.empty();
  }

  /** The job with this id. */
  public Optional<JobState> find(JobId job) {
    return stageOf(job).flatMap(stage -> stage.jobs().find(job));
  }
}
