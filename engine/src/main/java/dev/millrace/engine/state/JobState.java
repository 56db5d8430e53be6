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
 * @param attempt grows each time it is to run again, from 1; never below that of the build in which
 *     it ran last, and above it where it was retried while the build ran
 * @param fence grows with every machine asked for; a worker with another number is refused
 * @param lostWorkers workers that were lost in this attempt before a task began
 * @param preparedAt when a machine was asked for, the first time in this attempt
 * @param startedAt when its worker began
 * @param failure why it failed, when no task says so, and why it was skipped because of a broken
 *     condition; on a job that still runs: why it is being ended, or that it was cancelled
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

  /** Laid out and not yet reached. */
  public static JobState queued(
      JobId id,
      Job definition,
      String name,
      MatrixRole role,
      List<JobId> dependsOn,
      int attempt,
      Tasks tasks) {
    return new JobState(
        id,
        definition,
        name,
        role,
        dependsOn,
        JobStatus.QUEUE,
        attempt,
        0,
        0,
        tasks,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether this stands for a whole matrix and runs nothing itself. */
  public boolean isMatrixParent() {
    return role instanceof MatrixRole.Parent;
  }

  /** This job under another name. */
  public JobState named(String other) {
    return new JobState(
        id,
        definition,
        other,
        role,
        dependsOn,
        status,
        attempt,
        fence,
        lostWorkers,
        tasks,
        preparedAt,
        startedAt,
        endedAt,
        failure);
  }

  /** This job with a next status and nothing else changed. */
  public JobState become(JobStatus next) {
    return with(step(next), fence, lostWorkers, tasks, preparedAt, startedAt, endedAt, failure);
  }

  /** This job with other tasks. */
  public JobState with(Tasks next) {
    return with(status, fence, lostWorkers, next, preparedAt, startedAt, endedAt, failure);
  }

  /** Waits for a machine and its worker; whoever had the job before is fenced off. */
  public JobState prepared(Instant now) {
    return with(
        status == JobStatus.PREPARE_ENV ? status : step(JobStatus.PREPARE_ENV),
        fence + 1,
        lostWorkers,
        tasks,
        preparedAt.or(() -> Optional.of(now)),
        Optional.empty(),
        endedAt,
        failure);
  }

  /** Runs; for the parent of a matrix: its children may. */
  public JobState started(Instant now) {
    return with(
        step(JobStatus.RUNNING),
        fence,
        lostWorkers,
        tasks,
        preparedAt,
        Optional.of(now),
        endedAt,
        failure);
  }

  /** Its worker was lost before a task began. */
  public JobState lostWorker() {
    return with(status, fence, lostWorkers + 1, tasks, preparedAt, startedAt, endedAt, failure);
  }

  /** Is being ended: its running task is told to stop. */
  public JobState ending(Failure reason) {
    return with(
        status, fence, lostWorkers, tasks, preparedAt, startedAt, endedAt, Optional.of(reason));
  }

  /** Whether somebody wanted this job to stop; tasks whose condition is ALWAYS still run. */
  public boolean isCancelled() {
    return failure.filter(reason -> reason.code() == FailureCodes.CANCELLED).isPresent();
  }

  /** Whether it is being ended for another reason, and no other task begins at all. */
  public boolean isBeingEnded() {
    return failure.isPresent() && !isCancelled();
  }

  /** Over. */
  public JobState ended(JobStatus next, Instant now) {
    return with(
        step(next), fence, lostWorkers, tasks, preparedAt, startedAt, Optional.of(now), failure);
  }

  /** To be run again; fences go on growing. */
  public JobState again(int later, Tasks next) {
    JobStatus _ = status == JobStatus.QUEUE ? status : step(JobStatus.QUEUE);
    return new JobState(
        id,
        definition,
        name,
        role,
        dependsOn,
        JobStatus.QUEUE,
        later,
        fence,
        0,
        next,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private JobStatus step(JobStatus next) {
    return StatusTable.JOB.step(id, status, next);
  }

  private JobState with(
      JobStatus status,
      long fence,
      int lostWorkers,
      Tasks tasks,
      Optional<Instant> preparedAt,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      Optional<Failure> failure) {
    return new JobState(
        id,
        definition,
        name,
        role,
        dependsOn,
        status,
        attempt,
        fence,
        lostWorkers,
        tasks,
        preparedAt,
        startedAt,
        endedAt,
        failure);
  }
}
