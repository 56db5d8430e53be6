package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.OfTrigger;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.Review;
import dev.millrace.pipeline.data.Data;
import java.util.Map;
import java.util.Optional;

/**
 * People before a whole build: approved, it wants its place in the queue; rejected, it has failed.
 */
final class TriggerControl {
  private TriggerControl() {}

  static void on(Progress progress, OfTrigger event) {
    if (ReviewCheck.problemOf(progress.build(), event).isPresent()) {
      return;
    }
    switch (event) {
      case OfTrigger.TriggerApproved(var by) -> {
        decide(progress, true, by, "");
        progress.become(progress.build().because(Optional.of(Reason.QUEUES_LET_BEGIN.of())));
      }
      case OfTrigger.TriggerRejected(var by, var suggestion) -> {
        decide(progress, false, by, suggestion);
        BuildEndControl.abandon(progress, BuildStatus.FAILED);
      }
    }
  }

  private static void decide(Progress progress, boolean approved, String by, String suggestion) {
    Build build = progress.build();
    progress.become(
        build.triggerReviewed(
            new Review.Decision(approved, by, progress.now(), suggestion, Data.ordered(Map.of()))));
  }
}
