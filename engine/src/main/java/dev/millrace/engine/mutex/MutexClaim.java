package dev.millrace.engine.mutex;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.MutexRole.Standing;

/**
 * One request of one job for a mutex.
 *
 * @param attempt of the job; a later one proves that those before are over
 * @param request counts the requests of this job, from 1; within an attempt likewise
 */
public record MutexClaim(BuildId build, JobId job, int attempt, long request) {
  /**
   * Whether the job has the mutex by this claim, as far as its build shows. One that was granted it
   * and has no use for it any more does not give it back by itself: it may never hear of the grant,
   * so whoever brings that looks here.
   */
  public boolean isHeldIn(Build of) {
    return of.find(job)
        .filter(found -> found.attempt() == attempt)
        .flatMap(JobState::mutex)
        .filter(role -> role.request() == request && role.standing() == Standing.HOLDS)
        .isPresent();
  }

  boolean isLaterThan(MutexClaim other) {
    return attempt == other.attempt ? request > other.request : attempt > other.attempt;
  }

  boolean isOfSameJob(MutexClaim other) {
    return build.equals(other.build) && job.equals(other.job);
  }
}
