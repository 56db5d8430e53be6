package dev.millrace.server.workers;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.LeaseRefused;
import java.util.Optional;

/** A lease in the words of builds, and whether it is the current one of its job. */
record HeldLease(BuildId build, JobId job, int attempt, long fence) {
  static HeldLease of(JobLease lease) {
    return new HeldLease(
        new BuildId(lease.buildId()), new JobId(lease.jobId()), lease.attempt(), lease.fence());
  }

  /** The job, if this is its current lease; it is until another machine is asked for. */
  Optional<JobState> find(Build state) {
    return state.find(job).filter(found -> found.attempt() == attempt && found.fence() == fence);
  }

  /** The job; refuses if this is not its current lease. */
  JobState check(Build state) {
    return find(state).orElseThrow(() -> refused(current(state)));
  }

  /** Refuses if this is not its current lease, or if the job is over. */
  void checkUnfinished(Build state) {
    JobState found = check(state);
    if (found.status().isFinished()) {
      throw refused("the job is over: " + found.status());
    }
  }

  LeaseRefused refused(String reason) {
    return new LeaseRefused(
        ErrorCodes.BUILD_FINISHED,
        "the lease "
            + attempt
            + "/"
            + fence
            + " of job "
            + job
            + " in build "
            + build
            + " is refused: "
            + reason);
  }

  private String current(Build state) {
    return state
        .find(job)
        .map(found -> "the current one is " + found.attempt() + "/" + found.fence())
        .orElse("there is no such job");
  }
}
