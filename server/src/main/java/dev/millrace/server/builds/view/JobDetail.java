package dev.millrace.server.builds.view;

import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.pipeline.data.Data;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A job in its last execution.
 *
 * @param dependsOn jobs of its stage it waits for
 * @param values of its case, by axis; empty for a job that is no case of a matrix
 * @param cases of a matrix; such a job has no tasks of its own
 * @param timing a pause counts as people's with the wait for a machine behind it, since only both
 *     together are noted; how long a job waited that was retried while its stage ran is not known
 * @param mutex it asked for
 */
public record JobDetail(
    JobId id,
    String name,
    JobStatus status,
    int attempt,
    List<JobId> dependsOn,
    SequencedMap<String, String> values,
    Optional<Instant> preparedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Timing timing,
    Optional<Failure> failure,
    Optional<MutexRole> mutex,
    List<TaskDetail> tasks,
    List<JobDetail> cases) {
  public JobDetail {
    dependsOn = List.copyOf(dependsOn);
    values = Data.ordered(values);
    tasks = List.copyOf(tasks);
    cases = List.copyOf(cases);
  }
}
