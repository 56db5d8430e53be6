package dev.millrace.engine.mutex;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;

/**
 * One request of one job for a mutex.
 *
 * @param attempt of the job; a later one proves that those before are over
 * @param request counts the requests of this job, from 1; within an attempt likewise
 */
public record MutexClaim(BuildId build, JobId job, int attempt, long request) {
  boolean isLaterThan(MutexClaim other) {
    return attempt == other.attempt ? request > other.request : attempt > other.attempt;
  }

  boolean isOfSameJob(MutexClaim other) {
    return build.equals(other.build) && job.equals(other.job);
  }
}
