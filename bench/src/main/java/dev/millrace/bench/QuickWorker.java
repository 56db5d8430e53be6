package dev.millrace.bench;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.data.Data;
import java.util.Map;
import java.util.Optional;

/** A worker that spawns nothing: every task succeeds at once. */
final class QuickWorker {
  private static final TaskResult SUCCESS =
      new TaskResult(
          TaskResult.Outcome.SUCCEEDED,
          Optional.empty(),
          Data.ordered(Map.of()),
          Data.ordered(Map.of()));

  private QuickWorker() {}

  /** What the worker of a job that has not ended says next. */
  static BuildEvent next(JobState job) {
    if (job.status() == JobStatus.PREPARE_ENV) {
      return new BuildEvent.WorkerStarted(job.id(), job.attempt(), job.fence());
    }
    TaskState task = job.tasks().get(job.tasks().open());
    return task.status() == TaskStatus.RUNNING
        ? new BuildEvent.TaskCompleted(
            job.id(), job.attempt(), job.fence(), task.id(), task.retry(), SUCCESS)
        : new BuildEvent.TaskClaimed(job.id(), job.attempt(), job.fence());
  }
}
