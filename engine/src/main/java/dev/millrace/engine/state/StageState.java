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
 * @param checks its reviews and quality gates
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
    Optional<Failure> failure,
    StageChecks checks) {
  /** Whether this is the last stage, that of the finally jobs. */
  public boolean isFinally() {
    return definition.isEmpty();
  }

  /** This stage with other jobs. */
  public StageState with(Jobs next) {
    return with(status, attempt, next, startedAt, endedAt, failure, checks);
  }

  /** This stage with its checks further on. */
  public StageState with(StageChecks next) {
    return with(status, attempt, jobs, startedAt, endedAt, failure, next);
  }

  /** Waits for people. */
  public StageState paused(Review review) {
    return with(
        step(StageStatus.PAUSE), attempt, jobs, startedAt, endedAt, failure, checks.with(review));
  }

  /** People have decided. */
  public StageState resumed(Review review) {
    return with(
        step(StageStatus.QUEUE), attempt, jobs, startedAt, endedAt, failure, checks.with(review));
  }

  /** Its jobs may run. */
  public StageState started(Instant now) {
    return with(
        step(StageStatus.RUNNING), attempt, jobs, Optional.of(now), endedAt, failure, checks);
  }

  /** Is being ended: its unfinished jobs are told to stop. */
  public StageState ending(Failure reason) {
    return with(status, attempt, jobs, startedAt, endedAt, Optional.of(reason), checks);
  }

  /** Over. */
  public StageState ended(StageStatus next, Instant now) {
    return with(step(next), attempt, jobs, startedAt, Optional.of(now), failure, checks);
  }

  /** Over without having started: skipped or never reached. */
  public StageState passedOver(StageStatus next, Optional<Failure> reason) {
    return with(step(next), attempt, jobs, startedAt, endedAt, reason, checks);
  }

  /** To be run in a later attempt of the build. */
  public StageState again(int later, Jobs next) {
    StageStatus _ = status == StageStatus.QUEUE ? status : step(StageStatus.QUEUE);
    return with(
        StageStatus.QUEUE,
        later,
        next,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        checks.afresh());
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
      Optional<Failure> failure,
      StageChecks checks) {
    return new StageState(
        id, index, name, definition, status, attempt, jobs, startedAt, endedAt, failure, checks);
  }
}
