package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.JobCancelRequested;
import dev.millrace.engine.event.BuildEvent.PartCancelRequested;
import dev.millrace.engine.event.BuildEvent.StageCancelRequested;
import dev.millrace.engine.event.BuildEvent.TaskCancelRequested;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.wording.Sentence;
import java.util.Optional;

/** Whether a part of a build can be told to stop. */
public final class CancelCheck {
  private CancelCheck() {}

  /** What speaks against it, the first thing found; empty: it can be. */
  public static Optional<Sentence> problemOf(Build build, PartCancelRequested request) {
    if (build.status() != BuildStatus.RUNNING) {
      return Optional.of(RetryWording.BUILD_DOES_NOT_RUN.of());
    }
    return switch (request) {
      case StageCancelRequested(_, var id, var attempt, _) ->
          build.stages().stream()
              .filter(stage -> stage.id().equals(id))
              .findFirst()
              .map(stage -> ofStage(stage, attempt))
              .orElseGet(() -> Optional.of(RetryWording.NO_STAGE.of(id)));
      case JobCancelRequested(_, var job, var attempt, _) -> ofJob(build, job, attempt);
      case TaskCancelRequested(_, var job, var attempt, var task, var retry) ->
          ofJob(build, job, attempt).or(() -> ofTask(build.find(job).orElseThrow(), task, retry));
    };
  }

  private static Optional<Sentence> ofStage(StageState stage, int attempt) {
    if (stage.status() != StageStatus.RUNNING) {
      return Optional.of(RetryWording.STAGE_DOES_NOT_RUN.of(stage.id()));
    }
    return stage.attempt() == attempt
        ? Optional.empty()
        : Optional.of(RetryWording.CHANGED_MEANWHILE.of());
  }

  private static Optional<Sentence> ofJob(Build build, JobId id, int attempt) {
    Optional<JobState> job = build.find(id);
    if (job.isEmpty()) {
      return Optional.of(RetryWording.NO_JOB.of(id));
    }
    StageState stage = build.stageOf(id).orElseThrow();
    if (stage.status() != StageStatus.RUNNING) {
      return Optional.of(RetryWording.STAGE_DOES_NOT_RUN.of(stage.id()));
    }
    if (job.get().attempt() != attempt) {
      return Optional.of(RetryWording.CHANGED_MEANWHILE.of());
    }
    return job.get().status().isFinished()
        ? Optional.of(RetryWording.JOB_IS_OVER.of(id))
        : Optional.empty();
  }

  /** A paused task is stopped by whoever was to let it go on. */
  private static boolean isUnderWay(TaskStatus status) {
    return switch (status) {
      case QUEUE_CACHE,
          RUNNING,
          RETRY,
          REVIEWING,
          CALL_WAITING,
          QUALITY_CHECKING,
          QUALITY_CHECK_WAIT ->
          true;
      case QUEUE,
          PAUSE,
          SUCCEED,
          FAILED,
          REVIEW_ABORT,
          QUALITY_CHECK_FAIL,
          EXEC_TIMEOUT,
          CANCELED,
          SKIP,
          UNEXEC ->
          false;
    };
  }

  private static Optional<Sentence> ofTask(JobState job, TaskId id, int retry) {
    int position = job.tasks().positionOf(id);
    if (position < 0) {
      return Optional.of(RetryWording.NO_TASK.of(job.id(), id));
    }
    TaskState task = job.tasks().get(position);
    boolean isCurrent = task.retry() == retry && isUnderWay(task.status());
    return isCurrent ? Optional.empty() : Optional.of(RetryWording.TASK_DOES_NOT_RUN.of(id));
  }
}
