package dev.millrace.server.builds;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.event.TimerKeys;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.server.builds.SimulatedWorkers.Lease;
import java.util.List;
import java.util.Optional;

/**
 * Who will wake what waits, one method for each way of waiting. A job that waits for another relies
 * on that one's waker, so that every chain ends at a machine, a worker or a timer that is on disk.
 */
final class Wakers {
  private final BuildStore store;
  private final SimulatedWorkers workers;
  private final List<Waker> all =
      List.of(
          this::person,
          this::mutex,
          this::machine,
          this::call,
          this::worker,
          this::jobBefore,
          this::jobsOfMatrix);

  /** Says who wakes a job that waits in a certain way; empty if it does not wait so. */
  private interface Waker {
    Optional<String> of(StoredBuild stored, StageState stage, JobState job);
  }

  Wakers(BuildStore store, SimulatedWorkers workers) {
    this.store = store;
    this.workers = workers;
  }

  /** Who wakes this job of the running stage; empty: nobody, and it waits for ever. */
  Optional<String> of(StoredBuild stored, StageState stage, JobState job) {
    return all.stream().flatMap(waker -> waker.of(stored, stage, job).stream()).findFirst();
  }

  /** Who wakes a stage that waits for people; empty: nobody, and it waits for ever. */
  static Optional<String> of(StoredBuild stored, StageState stage) {
    return stage.status() == StageStatus.PAUSE && hasTimer(stored, TimerKeys.review(stage.id()))
        ? Optional.of("a reviewer")
        : Optional.empty();
  }

  /** Whoever is to let a paused task go on. */
  private Optional<String> person(StoredBuild stored, StageState stage, JobState job) {
    return job.status() == JobStatus.PAUSE ? Optional.of("a person") : Optional.empty();
  }

  /**
   * A mutex, and the timer that gives up on it. That the mutex knows of the job, or will, is looked
   * at in MutexHistory.
   */
  private Optional<String> mutex(StoredBuild stored, StageState stage, JobState job) {
    return job.mutex()
        .filter(role -> role.standing() == MutexRole.Standing.WAITS)
        .filter(_ -> hasTimer(stored, "mutex:" + job.id()))
        .map(role -> "the mutex " + role.mutex());
  }

  /** A machine that is on its way or still asked for, and the timer that gives up on it. */
  private Optional<String> machine(StoredBuild stored, StageState stage, JobState job) {
    if (job.status() != JobStatus.PREPARE_ENV || !hasTimer(stored, "prepare:" + job.id())) {
      return Optional.empty();
    }
    BuildId build = stored.build().id();
    var wanted = new Effect.PrepareMachine(job.id(), job.attempt(), job.fence());
    boolean asked =
        workers.isAlive(new Lease(build, job.id(), job.attempt(), job.fence()))
            || stored.effects().stream().anyMatch(one -> one.effect().equals(wanted));
    return asked ? Optional.of("a machine") : Optional.empty();
  }

  /** The build that the job's task called, and the timer that gives up on it. */
  private Optional<String> call(StoredBuild stored, StageState stage, JobState job) {
    return openCall(job)
        .filter(task -> hasTimer(stored, "task:" + task.id()))
        .flatMap(task -> CallHistory.waker(store, stored, task));
  }

  private static Optional<TaskState> openCall(JobState job) {
    return job.tasks().stream()
        .filter(task -> task.status() == TaskStatus.CALL_WAITING)
        .findFirst();
  }

  /** A worker, and the timers that give up on it: its job's, or once that has rung its task's. */
  private Optional<String> worker(StoredBuild stored, StageState stage, JobState job) {
    boolean watched =
        job.status() == JobStatus.RUNNING
            && !job.isMatrixParent()
            && openCall(job).isEmpty()
            && (hasTimer(stored, "job:" + job.id()) || isBeingEnded(job))
            && job.tasks().stream().allMatch(task -> isWatched(stored, task));
    return watched ? Optional.of("a worker") : Optional.empty();
  }

  private static boolean isBeingEnded(JobState job) {
    return job.failure().isPresent()
        && job.tasks().stream().anyMatch(task -> task.status() == TaskStatus.RUNNING);
  }

  private static boolean isWatched(StoredBuild stored, TaskState task) {
    return switch (task.status()) {
      case RUNNING, REVIEWING, QUALITY_CHECKING, QUALITY_CHECK_WAIT ->
          hasTimer(stored, "task:" + task.id());
      case RETRY -> hasTimer(stored, "retry:" + task.id());
      case QUEUE,
          QUEUE_CACHE,
          PAUSE,
          CALL_WAITING,
          SUCCEED,
          FAILED,
          REVIEW_ABORT,
          QUALITY_CHECK_FAIL,
          EXEC_TIMEOUT,
          CANCELED,
          SKIP,
          UNEXEC ->
          true;
    };
  }

  private Optional<String> jobBefore(StoredBuild stored, StageState stage, JobState job) {
    return job.status() == JobStatus.DEPENDENT_WAITING
        ? job.dependsOn().stream()
            .filter(id -> !stage.jobs().find(id).orElseThrow().status().isFinished())
            .map(id -> "job " + id)
            .findFirst()
        : Optional.empty();
  }

  /** A matrix waits for its children, and a child that waits its turn for one that has it. */
  private Optional<String> jobsOfMatrix(StoredBuild stored, StageState stage, JobState job) {
    return switch (job.role()) {
      case MatrixRole.Parent _ when job.status() == JobStatus.RUNNING ->
          child(stage, job.id(), false);
      case MatrixRole.Child(var parent, _, _) when job.status() == JobStatus.QUEUE ->
          child(stage, parent, true);
      case MatrixRole.Parent _, MatrixRole.Child _, MatrixRole.None _ -> Optional.empty();
    };
  }

  private static Optional<String> child(StageState stage, JobId parent, boolean hasItsTurn) {
    return stage.jobs().childrenOf(stage.jobs().positionOf(parent)).stream()
        .filter(child -> !child.status().isFinished())
        .filter(child -> !hasItsTurn || child.status() != JobStatus.QUEUE || child.isAtMutex())
        .map(child -> "job " + child.id())
        .findFirst();
  }

  private static boolean hasTimer(StoredBuild stored, String key) {
    return stored.timers().stream().map(SetTimer::key).anyMatch(key::equals);
  }
}
