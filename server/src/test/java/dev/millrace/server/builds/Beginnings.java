package dev.millrace.server.builds;

import dev.millrace.engine.BuildLifecycle;
import dev.millrace.engine.Transition;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.state.Build;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Builds that begin without a queue, for tests of what comes after. */
final class Beginnings {
  private Beginnings() {}

  /** A build out of the queue, committed and put into motion. */
  static CompletableFuture<Build> begin(
      BuildStore store, Builds builds, BuildRequest request, Instant now) {
    Build queued = BuildLifecycle.start(request, now).next();
    Transition first = BuildLifecycle.on(queued, new BuildEvent.BuildAdmitted(1), now);
    BuildCommit commit = BuildCommit.begin(first);
    store.commit(commit);
    return builds.begin(commit);
  }
}
