package dev.millrace.engine.order;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobId;
import java.util.Optional;

/** What workers are told to do, resolved from the state of their build. */
public final class WorkOrders {
  private WorkOrders() {}

  /** What the worker of a job needs before its first task; empty if there is no such job. */
  @SuppressWarnings("DoNotCallSuggester") // the rules come with the next commits
  public static Optional<JobOrder> job(Build build, JobId job) {
    throw new UnsupportedOperationException(build.id() + " " + job);
  }

  /** The task of the job that is RUNNING now; empty if none is. */
  @SuppressWarnings("DoNotCallSuggester") // the rules come with the next commits
  public static Optional<TaskOrder> runningTask(Build build, JobId job) {
    throw new UnsupportedOperationException(build.id() + " " + job);
  }
}
