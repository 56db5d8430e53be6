package dev.millrace.engine.event;

import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import java.util.Optional;

/** How much of a build shall run again. Finally jobs of a finished build always do. */
public sealed interface RetryScope {
  /**
   * All of it, with the values it was started with; cases of matrices are worked out anew. What
   * tasks have set besides is forgotten if the pipeline's settings say so.
   */
  record Whole() implements RetryScope {}

  /** Every job that is not good, from its first task that is not; and what was never reached. */
  record Failed() implements RetryScope {}

  /** A stage that failed or was cancelled, and all after it. */
  record FromStage(StageId stage, JobChoice choice) implements RetryScope {}

  /** Which jobs of the stage a retry begins with. */
  enum JobChoice {
    ALL_JOBS,
    /** Those that are not good, from their first task that is not. */
    FAILED_JOBS,
    /** Those that are not good, behind the tasks that failed: these are skipped. */
    BEHIND_FAILED_TASKS
  }

  /** A job from its first task; of a matrix: all of it, with its cases worked out anew. */
  record OneJob(JobId job) implements RetryScope {}

  /** The jobs of a matrix that are not good, from their first task that is not. */
  record FailedCases(JobId job) implements RetryScope {}

  /** A task and those after it in its job. */
  record OneTask(JobId job, TaskId task) implements RetryScope {}

  /** The tasks after one that failed, which is skipped. */
  record SkipTask(JobId job, TaskId task) implements RetryScope {}

  /** Whether all jobs of the stage it begins with run again, as if the stage had not begun. */
  default boolean isOfAllJobs() {
    return switch (this) {
      case Whole _ -> true;
      case FromStage(_, var choice) -> choice == JobChoice.ALL_JOBS;
      case Failed _, OneJob _, FailedCases _, OneTask _, SkipTask _ -> false;
    };
  }

  /** The job it is about; empty: it is about the whole build. */
  default Optional<JobId> oneJob() {
    return switch (this) {
      case Whole _, Failed _, FromStage _ -> Optional.empty();
      case OneJob(var job) -> Optional.of(job);
      case FailedCases(var job) -> Optional.of(job);
      case OneTask(var job, _) -> Optional.of(job);
      case SkipTask(var job, _) -> Optional.of(job);
    };
  }
}
