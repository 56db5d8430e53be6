package dev.millrace.server.builds.view;

import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.StageChecks;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stage in its last execution.
 *
 * @param isFinally whether it is that of the finally jobs
 * @param timing of its jobs side by side: it runs while any of them does, is prepared while one is
 *     and none runs, and queues the rest; people are those asked whether it may begin
 * @param checks its review and gates
 * @param jobs in the author's order, each with the cases of its matrix
 */
public record StageDetail(
    StageId id,
    String name,
    boolean isFinally,
    StageStatus status,
    int attempt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Timing timing,
    Optional<Failure> failure,
    StageChecks checks,
    List<JobDetail> jobs) {
  public StageDetail {
    jobs = List.copyOf(jobs);
  }
}
