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
 * @param fence grows with every machine asked for and every pause that ends; a worker or timer with
 *     another number is late
 * @param lostWorkers workers that were lost in this attempt before a task began
 * @param machine whether it has one
 * @param runTime how much of its timeout is used up
 * @param preparedAt when a machine was asked for, the first time in this attempt
 * @param startedAt when it began to run, the first time in this attempt
 * @param failure why it failed, when no task says so, and why it was skipped because of a broken
 *     condition; on a job that still runs: why it is being ended, or that it was cancelled
 * @param mutex once it has asked for a mutex; kept for later attempts
 * @param machineTurn its number in the queue for machines of its stage, from 1; 0: not in it
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
    MachineUse machine,
    RunTime runTime,
    Tasks tasks,
    Optional<Instant> preparedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Failure> failure,
    Optional<MutexRole> mutex,
    int machineTurn) {
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
        MachineUse.NONE,
        RunTime.NONE,
        tasks,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** Whether this stands for a whole matrix and runs nothing itself. */
  public boolean isMatrixParent() {
    return role instanceof MatrixRole.Parent;
  }

  /** Whether it has a machine, or one is being prepared for it. */
  public boolean hasMachine() {
    return machine != MachineUse.NONE;
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
        machine,
        runTime,
        tasks,
        preparedAt,
        startedAt,
        endedAt,
        failure,
        mutex,
        machineTurn);
  }

  /** This job with a next status and nothing else changed. */
  public JobState become(JobStatus next) {
    return with(step(next), machine, runTime, tasks);
  }

  /** This job with other tasks. */
  public JobState with(Tasks next) {
    return with(status, machine, runTime, next);
  }

  /** Waits for a machine and its worker; whoever had the job before is fenced off. */
  public JobState prepared(Instant now) {
    return new JobState(
        id,
        definition,
        name,
        role,
        dependsOn,
        status == JobStatus.PREPARE_ENV ? status : step(JobStatus.PREPARE_ENV),
        attempt,
        fence + 1,
        lostWorkers,
        MachineUse.FRESH,
        runTime.halted(now),
        tasks,
        preparedAt.or(() -> Optional.of(now)),
        startedAt,
        endedAt,
        failure,
        mutex,
        machineTurn);
  }

  /** Runs; for the parent of a matrix: its children may. */
  public JobState started(Instant now) {
    return with(
        step(JobStatus.RUNNING),
        fence,
        lostWorkers,
        machine,
        runTime.resumed(now),
        startedAt.or(() -> Optional.of(now)),
        endedAt,
        failure);
  }

  /** A task begins on its machine. */
  public JobState used() {
    return with(status, MachineUse.USED, runTime, tasks);
  }

  /** Waits for a person, without a machine. */
  public JobState paused(Instant now) {
    JobStatus next = status == JobStatus.PAUSE ? status : step(JobStatus.PAUSE);
    return with(next, MachineUse.NONE, runTime.halted(now), tasks);
  }

  /** Its pause is over, and what was sent before it is late. */
  public JobState unpaused() {
    return with(status, fence + 1, lostWorkers, machine, runTime, startedAt, endedAt, failure);
  }

  /** Its worker was lost before a task began, and its machine with it. */
  public JobState lostWorker() {
    return with(
        status, fence, lostWorkers + 1, MachineUse.NONE, runTime, startedAt, endedAt, failure);
  }

  /** Is being ended: its running task is told to stop. */
  public JobState ending(Failure reason) {
    return with(
        status, fence, lostWorkers, machine, runTime, startedAt, endedAt, Optional.of(reason));
  }

  /** This job with another standing towards its mutex. */
  public JobState with(MutexRole next) {
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
        machine,
        runTime,
        tasks,
        preparedAt,
        startedAt,
        endedAt,
        failure,
        Optional.of(next),
        machineTurn);
  }

  /** This job with another place in the queue for machines, or none. */
  public JobState withMachineTurn(int turn) {
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
        machine,
        runTime,
        tasks,
        preparedAt,
        startedAt,
        endedAt,
        failure,
        mutex,
        turn);
  }

  /** Whether it has been let go: it waits for something of its own, runs, or is over. */
  public boolean isUnderWay() {
    return status != JobStatus.QUEUE || isAtMutex() || machineTurn > 0;
  }

  /** Whether it has asked for its mutex and has not let go of it. */
  public boolean isAtMutex() {
    return mutex.filter(asked -> asked.standing() != MutexRole.Standing.DONE).isPresent();
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
        step(next),
        fence,
        lostWorkers,
        MachineUse.NONE,
        runTime.halted(now),
        startedAt,
        Optional.of(now),
        failure);
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
        MachineUse.NONE,
        RunTime.NONE,
        next,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        mutex,
        0);
  }

  private JobStatus step(JobStatus next) {
    return StatusTable.JOB.step(id, status, next);
  }

  private JobState with(JobStatus status, MachineUse machine, RunTime runTime, Tasks tasks) {
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
        machine,
        runTime,
        tasks,
        preparedAt,
        startedAt,
        endedAt,
        failure,
        mutex,
        machineTurn);
  }

  private JobState with(
      JobStatus status,
      long fence,
      int lostWorkers,
      MachineUse machine,
      RunTime runTime,
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
        machine,
        runTime,
        tasks,
        preparedAt,
        startedAt,
        endedAt,
        failure,
        mutex,
        machineTurn);
  }
}
