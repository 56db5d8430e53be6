package dev.millrace.engine;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Cancellation;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Reason;
import dev.millrace.wording.Sentence;
import java.util.Objects;
import java.util.Optional;

/**
 * Stops a build. The first wish is graceful: jobs that have not begun are cancelled, running tasks
 * are told to stop, tasks whose condition is ALWAYS and the finally jobs still run. A forced wish
 * ends everything at once. While the finally jobs run, only a forced wish stops them.
 */
final class BuildCancelControl {
  private BuildCancelControl() {}

  /** Somebody wants it; why it waited, if it did, is no longer of interest. */
  static void requested(Progress progress, String by, boolean forced) {
    cancel(progress, by, forced, Optional.empty());
  }

  /** Its queue wants it. Running tasks may end gracefully. */
  static void byQueue(Progress progress, int attempt, Sentence reason) {
    if (progress.build().attempt() == attempt) {
      cancel(progress, "", false, Optional.of(reason));
    }
  }

  private static void cancel(
      Progress progress, String by, boolean forced, Optional<Sentence> reason) {
    Build build = progress.build();
    if (build.status().isFinished() || (build.cancel().isPresent() && !forced)) {
      return;
    }
    progress.become(build.cancelled(new Cancellation(by, forced, progress.now())).because(reason));
    StageChecking.cancelled(progress);
    if (build.status() == BuildStatus.QUEUE || build.status() == BuildStatus.TRIGGER_REVIEWING) {
      BuildEndControl.abandon(progress, BuildStatus.CANCELED);
    } else if (forced) {
      endJobs(progress);
      BuildEndControl.abandon(progress, BuildStatus.CANCELED);
    } else if (progress.hasRunningStage() && !progress.stage().isFinally()) {
      stopJobs(progress);
    }
  }

  static Failure reason(Build build) {
    String by = build.cancel().map(Cancellation::by).orElse("");
    Sentence cancelled =
        by.isEmpty() ? Reason.BUILD_CANCELLED.of() : Reason.BUILD_CANCELLED_BY.of(by);
    return Failure.of(
        FailureKind.USER,
        FailureCodes.CANCELLED,
        build.queueing().reason().map(cancelled::because).orElse(cancelled));
  }

  /** From the last to the first: children of a matrix end before their parent. */
  private static void endJobs(Progress progress) {
    if (!progress.hasRunningStage()) {
      return;
    }
    for (JobState job : progress.stage().jobs().reversed()) {
      if (!job.status().isFinished()) {
        WorkerTaskControl.stop(progress, job.id());
        WorkerTaskControl.abandon(progress, job.id(), Optional.of(reason(progress.build())));
        JobControl.end(progress, job.id(), JobStatus.CANCELED);
      }
    }
  }

  private static void stopJobs(Progress progress) {
    for (JobState job : progress.stage().jobs().reversed()) {
      switch (job.status()) {
        case QUEUE, DEPENDENT_WAITING, PREPARE_ENV ->
            JobControl.end(progress, job.id(), JobStatus.CANCELED);
        case RUNNING -> {
          WorkerTaskControl.interrupt(progress, job.id());
          progress.visit(job.id());
        }
        case PAUSE ->
            PauseControl.end(
                progress,
                Objects.requireNonNull(OpenTask.of(progress, job.id())),
                reason(progress.build()));
        case SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> {}
      }
    }
  }
}
