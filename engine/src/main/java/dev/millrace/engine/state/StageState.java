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
 * @param failure why it failed or was skipped, when no job says so
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
}
