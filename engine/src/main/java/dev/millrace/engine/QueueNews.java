package dev.millrace.engine;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;

/**
 * What the queue of a build hears of a transition: what the build has become, if that is news. It
 * hears it once, of the end of the transition, so that a build which goes on and is parked again in
 * the same breath keeps out of the slot it would give back at once.
 */
final class QueueNews {
  private QueueNews() {}

  static void tell(Progress progress, Build before) {
    Build after = progress.build();
    boolean isNews = after.status() != before.status() && !isAdmission(before, after);
    if (isNews) {
      progress.add(new Effect.TellQueue(after.attempt(), after.status()));
    }
  }

  /** That a build runs which it has let in, the queue knows. */
  private static boolean isAdmission(Build before, Build after) {
    return before.status() == BuildStatus.QUEUE && after.status() == BuildStatus.RUNNING;
  }
}
