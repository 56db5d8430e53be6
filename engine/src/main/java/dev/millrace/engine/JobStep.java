package dev.millrace.engine;

import dev.millrace.engine.Command.Answer;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskStatus;

/** One job of the running stage on its way through the chain. */
final class JobStep {
  private final Progress progress;
  private final JobId id;
  private JobStatus result = JobStatus.SUCCEED;

  JobStep(Progress progress, JobId id) {
    this.progress = progress;
    this.id = id;
  }

  Progress progress() {
    return progress;
  }

  JobId id() {
    return id;
  }

  JobState job() {
    return progress.job(id);
  }

  JobStatus result() {
    return result;
  }

  /** Has the job ended with this result. */
  Answer end(JobStatus status) {
    result = status;
    return Answer.FINALLY;
  }

  boolean isReady() {
    JobStatus status = job().status();
    return status == JobStatus.QUEUE || status == JobStatus.DEPENDENT_WAITING;
  }

  /** Whether it may still be left out: what has asked for its mutex was decided to run. */
  boolean isUndecided() {
    return isReady() && !job().isAtMutex();
  }

  /** Whether it has not begun, or a person has just ended its pause. */
  boolean isToBegin() {
    return isReady()
        || (job().status() == JobStatus.PAUSE
            && job().tasks().get(job().tasks().open()).status() == TaskStatus.QUEUE);
  }

  boolean isReadyMatrix() {
    return isReady() && job().isMatrixParent();
  }

  boolean isRunningMatrix() {
    return job().status() == JobStatus.RUNNING && job().isMatrixParent();
  }

  boolean isRunning() {
    return job().status() == JobStatus.RUNNING;
  }
}
