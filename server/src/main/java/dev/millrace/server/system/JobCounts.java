package dev.millrace.server.system;

import dev.millrace.engine.state.JobStatus;

/**
 * How many jobs that have not ended are where; parents of matrices, which run nothing, aside.
 *
 * @param waiting for their stage, other jobs, or their turn
 * @param assigning wait for a machine and its worker
 * @param running have a worker
 * @param paused wait for a person
 */
public record JobCounts(long waiting, long assigning, long running, long paused) {
  public static final JobCounts NONE = new JobCounts(0, 0, 0, 0);

  static JobCounts of(JobStatus status) {
    return switch (status) {
      case QUEUE, DEPENDENT_WAITING -> new JobCounts(1, 0, 0, 0);
      case PREPARE_ENV -> new JobCounts(0, 1, 0, 0);
      case RUNNING -> new JobCounts(0, 0, 1, 0);
      case PAUSE -> new JobCounts(0, 0, 0, 1);
      case SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> NONE;
    };
  }

  JobCounts plus(JobCounts more) {
    return new JobCounts(
        waiting + more.waiting,
        assigning + more.assigning,
        running + more.running,
        paused + more.paused);
  }

  JobCounts minus(JobCounts fewer) {
    return new JobCounts(
        waiting - fewer.waiting,
        assigning - fewer.assigning,
        running - fewer.running,
        paused - fewer.paused);
  }

  /** All that have not ended. */
  public long all() {
    return waiting + atWork() + paused;
  }

  /** Those that have a machine, or one that is being prepared. */
  public long atWork() {
    return assigning + running;
  }
}
