package dev.millrace.server.builds.wishes;

import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;

/** What of a build shall stop; {@code forced}: without waiting for what runs. */
public sealed interface StopWish {
  /** All of it; {@code forced} leaves out its finally jobs too. */
  record Whole(boolean forced) implements StopWish {}

  /** A stage that runs. */
  record OneStage(StageId stage, boolean forced) implements StopWish {}

  /** A job; of a matrix: all its jobs. */
  record OneJob(JobId job, boolean forced) implements StopWish {}

  /** The running task of a job, which goes on as after any cancelled task. */
  record OneTask(JobId job, TaskId task) implements StopWish {}
}
