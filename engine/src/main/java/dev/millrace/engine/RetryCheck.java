package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.RetryRequested;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.RetryScope.JobChoice;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.Tasks;
import dev.millrace.engine.state.TriggerReview;
import dev.millrace.pipeline.ContinueOnError;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether something may run again. What this refuses changes nothing when it is asked for. */
public final class RetryCheck {
  /** A build that started longer ago is not retried: what it needs may be gone. */
  public static final Duration MAX_AGE = Duration.ofDays(28);

  private final Build build;
  private final RetryRequested request;

  private RetryCheck(Build build, RetryRequested request) {
    this.build = build;
    this.request = request;
  }

  /** What speaks against the retry, the first thing found; empty: it may be. */
  public static Optional<Sentence> problemOf(Build build, RetryRequested request, Instant now) {
    Instant since = build.startedAt().orElse(build.createdAt());
    if (since.plus(MAX_AGE).isBefore(now)) {
      return Optional.of(RetryWording.TOO_OLD.of(MAX_AGE.toDays()));
    }
    var check = new RetryCheck(build, request);
    return switch (build.status()) {
      case QUEUE -> Optional.of(RetryWording.WAITS_IN_QUEUE.of());
      case TRIGGER_REVIEWING, PAUSE -> Optional.of(RetryWording.WAITS_FOR_REVIEW.of());
      case RUNNING -> check.ofRunning().or(check::ofScope);
      case STAGE_SUCCESS -> Optional.of(RetryWording.WAS_REJECTED.of());
      case SUCCEED, FAILED, CANCELED, QUEUE_TIMEOUT -> check.ofFinished();
    };
  }

  private Optional<Sentence> ofFinished() {
    return build.triggerReview().filter(TriggerReview::isRejected).isPresent()
        ? Optional.of(RetryWording.WAS_REJECTED.of())
        : ofScope();
  }

  /** Only small parts, and only in a stage that goes on. */
  private Optional<Sentence> ofRunning() {
    Optional<JobState> job = request.scope().oneJob().flatMap(build::find);
    boolean isSmall =
        switch (request.scope()) {
          case RetryScope.OneTask _, RetryScope.SkipTask _ -> true;
          case RetryScope.OneJob _ -> job.filter(MatrixControl::isChild).isPresent();
          case RetryScope.Whole _,
              RetryScope.Failed _,
              RetryScope.FromStage _,
              RetryScope.FailedCases _ ->
              false;
        };
    if (!isSmall) {
      return Optional.of(RetryWording.ONLY_SMALL_WHILE_RUNNING.of());
    }
    if (build.cancel().isPresent()) {
      return Optional.of(RetryWording.BUILD_IS_ENDING.of());
    }
    if (job.isEmpty()) {
      return Optional.empty();
    }
    StageState stage = build.stageOf(job.get().id()).orElseThrow();
    if (stage.status() != StageStatus.RUNNING) {
      return Optional.of(RetryWording.STAGE_DOES_NOT_RUN.of(stage.id()));
    }
    if (stage.failure().isPresent()) {
      return Optional.of(RetryWording.STAGE_IS_ENDING.of(stage.id()));
    }
    return parentOf(stage, job.get())
        .filter(parent -> !parent.status().isFinished() && parent.failure().isPresent())
        .map(parent -> RetryWording.JOB_IS_ENDING.of(parent.id()));
  }

  private static Optional<JobState> parentOf(StageState stage, JobState job) {
    return job.role() instanceof MatrixRole.Child child
        ? stage.jobs().find(child.parent())
        : Optional.empty();
  }

  private Optional<Sentence> ofScope() {
    Optional<JobId> named = request.scope().oneJob();
    Optional<JobState> job = named.flatMap(build::find);
    if (named.isPresent() && job.isEmpty()) {
      return Optional.of(RetryWording.NO_JOB.of(named.get()));
    }
    if (request.attempt() != job.map(JobState::attempt).orElse(build.attempt())) {
      return Optional.of(RetryWording.CHANGED_MEANWHILE.of());
    }
    return job.flatMap(this::ofJob)
        .or(() ->
            switch (request.scope()) {
              case RetryScope.Whole _, RetryScope.OneJob _ -> Optional.empty();
              case RetryScope.Failed _ ->
                  refusedIf(
                      build.status() == BuildStatus.SUCCEED, RetryWording.NOTHING_FAILED.of());
              case RetryScope.FromStage(var stage, var choice) -> ofStage(stage, choice);
              case RetryScope.FailedCases(var id) ->
                  refusedIf(!job.orElseThrow().isMatrixParent(), RetryWording.NO_MATRIX.of(id));
              case RetryScope.OneTask(_, var task) -> ofTask(job.orElseThrow(), task);
              case RetryScope.SkipTask(_, var task) -> ofSkip(job.orElseThrow(), task);
            });
  }

  private Optional<Sentence> ofStage(StageId id, JobChoice choice) {
    Optional<StageState> found =
        build.stages().stream().filter(stage -> stage.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return Optional.of(RetryWording.NO_STAGE.of(id));
    }
    StageState stage = found.get();
    if (stage.status() != StageStatus.FAILED && stage.status() != StageStatus.CANCELED) {
      return Optional.of(RetryWording.STAGE_IS_GOOD.of(id));
    }
    return choice == JobChoice.BEHIND_FAILED_TASKS
        ? StageRetry.failedTasks(stage.jobs())
            .filter(task -> !maySkip(task))
            .map(task -> RetryWording.TASK_NOT_SKIPPED.of(task.id()))
            .findFirst()
        : Optional.empty();
  }

  /**
   * A job that was never reached counts where its stage began: another took it along. One of a
   * matrix has no dependencies of its own; those of the matrix were good when it began.
   */
  private Optional<Sentence> ofJob(JobState job) {
    StageState stage = build.stageOf(job.id()).orElseThrow();
    boolean isBad =
        switch (job.status()) {
          case FAILED, CANCELED -> true;
          case UNEXEC -> stage.startedAt().isPresent();
          case QUEUE, DEPENDENT_WAITING, PREPARE_ENV, RUNNING, PAUSE, SUCCEED, SKIP -> false;
        };
    if (!isBad) {
      return Optional.of(RetryWording.JOB_IS_GOOD.of(job.id()));
    }
    return stage.isFinally()
        ? Optional.empty()
        : job.dependsOn().stream()
            .filter(id -> stage.jobs().find(id).orElseThrow().status() != JobStatus.SUCCEED)
            .map(id -> RetryWording.JOB_WAITS_FOR.of(job.id(), id))
            .findFirst();
  }

  private Optional<Sentence> ofTask(JobState job, TaskId id) {
    int position = job.tasks().positionOf(id);
    if (position < 0) {
      return noTask(job, id);
    }
    TaskState task = job.tasks().get(position);
    int firstBad = StageRetry.firstBad(job.tasks());
    if (!task.definition().enabled()) {
      return Optional.of(RetryWording.TASK_DISABLED.of(id));
    }
    if (position > firstBad) {
      return Optional.of(RetryWording.TASK_BEHIND.of(id, job.tasks().get(firstBad).id()));
    }
    return refusedIf(
        !task.definition().canRetryManually() && !request.operating(),
        RetryWording.TASK_NOT_RETRIED.of(id));
  }

  private Optional<Sentence> ofSkip(JobState job, TaskId id) {
    int position = job.tasks().positionOf(id);
    if (position < 0) {
      return noTask(job, id);
    }
    TaskState task = job.tasks().get(position);
    if (!Tasks.isFailure(task) || Tasks.isExcused(task)) {
      return Optional.of(RetryWording.TASK_NOT_FAILED.of(id));
    }
    int firstBad = StageRetry.firstBad(job.tasks());
    if (position > firstBad) {
      return Optional.of(RetryWording.TASK_BEHIND.of(id, job.tasks().get(firstBad).id()));
    }
    return refusedIf(!maySkip(task), RetryWording.TASK_NOT_SKIPPED.of(id));
  }

  private static Optional<Sentence> noTask(JobState job, TaskId id) {
    return Optional.of(
        job.isMatrixParent()
            ? RetryWording.IS_MATRIX.of(job.id())
            : RetryWording.NO_TASK.of(job.id(), id));
  }

  private boolean maySkip(TaskState task) {
    return task.definition().continueOnError() == ContinueOnError.MANUAL || request.operating();
  }

  private static Optional<Sentence> refusedIf(boolean refused, Sentence why) {
    return refused ? Optional.of(why) : Optional.empty();
  }
}
