package dev.millrace.engine.state;

import dev.millrace.pipeline.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a job has come.
 *
 * @param definition as written; a matrix child shares its parent's
 * @param name as shown to people, replaced for a matrix child
 * @param role an ordinary job, the parent of a matrix (runs nothing itself), or one of its children
 * @param dependsOn jobs of the same stage to wait for, resolved when the build was laid out:
 *     without those that are disabled or not wanted; empty for a matrix child
 * @param attempt of the build in which it ran last, from 1
 * @param fence grows with every machine asked for; a worker with another number is refused
 * @param lostWorkers workers that were lost in this attempt before a task began
 * @param preparedAt when a machine was asked for, the first time in this attempt
 * @param startedAt when its worker began
 * @param failure why it failed, when no task says so, and why it was skipped because of a broken
 *     condition; on a job that still runs: why it is being ended
 */
public record JobState(
    JobId id,
    Job definition,
    String name,
    MatrixRole role,
    List<JobId> dependsOn,
    JobStatus status,
    int attempt,
    long fence,
    int lostWorkers,
    Tasks tasks,
    Optional<Instant> preparedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Failure> failure) {
  public JobState {
    dependsOn = List.copyOf(dependsOn);
  }
}
