package dev.millrace.engine.state;

import java.time.Instant;

/**
 * What a job has to do with the mutex it asks for. Kept when the job is over, for its number.
 *
 * @param mutex resolved when the job first came to it, and anew after a retry
 * @param request counts what this job has asked for, over all attempts, from 1: an answer to
 *     another request is late
 * @param since when it came to stand where it stands
 */
public record MutexRole(MutexId mutex, long request, Standing standing, Instant since) {
  /** Where a job stands. */
  public enum Standing {
    /** Has asked, and waits for its turn. */
    WAITS,
    HOLDS,
    /** Has given it back, or has stopped waiting. */
    DONE
  }

  /** The same request, standing elsewhere. */
  public MutexRole become(Standing next, Instant now) {
    return new MutexRole(mutex, request, next, now);
  }
}
