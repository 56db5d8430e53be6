package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import java.util.Optional;

/**
 * A commit of which the store could not say whether it happened. If it did, what follows a commit
 * is still to be done.
 *
 * @param event that it was decided on; empty for a build just accepted
 */
record UnsureCommit(BuildCommit commit, Optional<BuildEvent> event) {
  /** Whether it is what the store has now. */
  boolean happened(StoredBuild stored) {
    return stored.version() == commit.version() && stored.build().equals(commit.after());
  }
}
