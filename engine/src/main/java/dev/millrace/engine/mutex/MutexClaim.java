package dev.millrace.engine.mutex;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;

/**
 * One request of one job for a mutex.
 *
 * @param attempt of the job, for the answer
 * @param request counts the requests of this job, from 1; a later one proves that those before are
 *     over
 */
public record MutexClaim(BuildId build, JobId job, int attempt, long request) {
  boolean isOfSameJob(MutexClaim other) {
    return build.equals(other.build) && job.equals(other.job);
  }
}
