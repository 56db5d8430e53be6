package dev.millrace.server.builds.arbiters;

import java.time.Instant;

/** Decides about something asked of an arbiter. Called on its turn; blocks at most on the store. */
@FunctionalInterface
public interface Decider<S, E, M, A> {
  /**
   * Decides on the state as of the last commit.
   *
   * @param decision 1; more when somebody else committed first and all is to be decided again
   */
  Verdict<S, E, M, A> decide(S state, Instant now, int decision);
}
