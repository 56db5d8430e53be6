package dev.millrace.engine.state;

import dev.millrace.pipeline.Stage;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a stage has come.
 *
 * @param index position in the build, from 0
 * @param name as shown
 * @param definition as written; empty for the last stage, that of the finally jobs
 * @param jobs in the author's order; children of a matrix follow their parent once it is expanded
 * @param failure why it failed or was skipped, when no job says so; while it runs: why its jobs are
 *     being ended
 */
public record StageState(
    StageId id,
    int index,
    String name,
    Optional<Stage> definition,
    StageStatus status,
    int attempt,
    Jobs jobs,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Failure> failure) {
  /** Whether this is the last stage, that of the finally jobs. */
  public boolean isFinally() {
    return definition.isEmpty();
  }

  /** This stage with other jobs. */
  public StageState with(Jobs next) {
    return with(status, attempt, next, startedAt, endedAt, failure);
  }

  /** Its jobs may run. */
  public StageState started(Instant now) {
    return with(step(StageStatus.RUNNING), attempt, jobs, Optional.of(now), endedAt, failure);
  }

  /** Is being ended: its unfinished jobs are told to stop. */
  public StageState ending(Failure reason) {
    return with(status, attempt, jobs, startedAt, endedAt, Optional.of(reason));
  }

  /** Over. */
  public StageState ended(StageStatus next, Instant now) {
    return with(step(next), attempt, jobs, startedAt, Optional.of(now), failure);
  }

  /** Over without having started: skipped or never reached. */
  public StageState passedOver(StageStatus next, Optional<Failure> reason) {
    return with(step(next), attempt, jobs, startedAt, endedAt, reason);
  }

  /** To be run in a later attempt of the build. */
  public StageState again(int later, Jobs next) {
    StageStatus _ = status == StageStatus.QUEUE ? status : step(StageStatus.QUEUE);
    return with(
        StageStatus.QUEUE, later, next, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private StageStatus step(StageStatus next) {
    return StatusTable.STAGE.step(id, status, next);
  }

  private StageState with(
      StageStatus status,
      int attempt,
      Jobs jobs,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      Optional<Failure> failure) {
    return new StageState(
        id, index, name, definition, status, attempt, jobs, startedAt, endedAt, failure);
  }
}
