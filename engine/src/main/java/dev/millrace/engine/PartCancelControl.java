package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.JobCancelRequested;
import dev.millrace.engine.event.BuildEvent.PartCancelRequested;
import dev.millrace.engine.event.BuildEvent.StageCancelRequested;
import dev.millrace.engine.event.BuildEvent.TaskCancelRequested;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.wording.Sentence;
import java.util.Objects;
import java.util.Optional;

/**
 * Stops a part of a build, which goes on with what follows from that. A job that has not begun is
 * over at once. One that runs is told to stop: its tasks whose condition is ALWAYS still run,
 * unless it is forced. A task that is stopped leaves the rest to the conditions of those after it.
 * Nothing begins because another is over before all are told: who waits is only looked at then.
 */
final class PartCancelControl {
  private PartCancelControl() {}

  static void requested(Progress progress, PartCancelRequested request) {
    if (CancelCheck.problemOf(progress.build(), request).isPresent()) {
      return;
    }
    switch (request) {
      case StageCancelRequested(var by, _, _, var forced) -> {
        Failure reason = cancelled(Reason.STAGE_CANCELLED_BY.of(progress.stage().name(), by));
        for (JobState job : progress.stage().jobs()) {
          if (!MatrixControl.isChild(job)) {
            cancel(progress, job.id(), reason, forced);
          }
        }
        GateControl.stageCancelled(progress, reason);
      }
      case JobCancelRequested(var by, var job, _, var forced) ->
          cancel(progress, job, cancelled(Reason.JOB_CANCELLED_BY.of(by)), forced);
      case TaskCancelRequested(var by, var job, _, _, _) ->
          cancelTask(progress, job, cancelled(Reason.TASK_CANCELLED_BY.of(by)));
    }
  }

  private static Failure cancelled(Sentence why) {
    return Failure.of(FailureKind.USER, FailureCodes.CANCELLED, why);
  }

  private static void cancel(Progress progress, JobId id, Failure reason, boolean forced) {
    JobState job = progress.job(id);
    switch (job.status()) {
      case QUEUE, DEPENDENT_WAITING, PREPARE_ENV -> {
        // One that was cancelled already waits for a machine for what runs whatever happens.
        if (forced || job.failure().isEmpty()) {
          progress.put(job.ending(reason));
          JobControl.end(progress, id, JobStatus.CANCELED);
        }
      }
      case RUNNING -> {
        if (job.isMatrixParent()) {
          cancelMatrix(progress, job, reason, forced);
        } else if (forced) {
          Failure why = job.failure().orElse(reason);
          progress.put(job.ending(why));
          WorkerTaskControl.stop(progress, id);
          WorkerTaskControl.abandon(progress, id, Optional.of(why));
          JobControl.end(progress, id, JobStatus.CANCELED);
        } else if (job.failure().isEmpty()) {
          progress.put(job.ending(reason));
          WorkerTaskControl.interrupt(progress, id);
          progress.visit(id);
        }
      }
      case PAUSE -> {
        progress.put(job.ending(reason));
        PauseControl.end(progress, Objects.requireNonNull(OpenTask.of(progress, id)), reason);
      }
      case SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> {}
    }
  }

  /** The matrix is over when the last of its jobs is. */
  private static void cancelMatrix(
      Progress progress, JobState parent, Failure reason, boolean forced) {
    if (parent.failure().isEmpty()) {
      progress.put(parent.ending(reason));
    }
    for (JobState child : MatrixControl.childrenOf(progress, parent)) {
      cancel(progress, child.id(), reason, forced);
    }
  }

  /** What waits for somebody else than a worker is over at once. */
  private static void cancelTask(Progress progress, JobId id, Failure reason) {
    OpenTask open = Objects.requireNonNull(OpenTask.of(progress, id));
    if (open.status() != TaskStatus.RUNNING) {
      open.breakOff(TaskStatus.CANCELED, Optional.of(reason));
      progress.visit(id);
    } else if (open.task().failure().isEmpty()) {
      open.put(open.task().stopping(reason));
      WorkerTaskControl.interrupt(progress, id);
    }
  }
}
