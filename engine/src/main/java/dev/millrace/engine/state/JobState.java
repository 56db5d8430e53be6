package dev.millrace.engine.state;

import dev.millrace.pipeline.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a job has come.
 *
 * @param definition as written; a matrix child shares its parent's
 * @param role an ordinary job, the parent of a matrix (runs nothing itself), or one of its children
 * @param attempt of the build in which it ran last, from 1
 * @param fence grows with every machine asked for; a worker with another number is refused
 * @param preparedAt when a machine was asked for
 * @param startedAt when its worker began
 * @param failure why it failed, when no task says so
 */
public record JobState(
    JobId id,
    Job definition,
    MatrixRole role,
    JobStatus status,
    int attempt,
    long fence,
    List<TaskState> tasks,
    Optional<Instant> preparedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Failure> failure) {
  public JobState {
    tasks = List.copyOf(tasks);
  }
}
