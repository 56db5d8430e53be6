package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.OfStageCheck;
import dev.millrace.engine.state.StageState;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.limit.Limits;

/** Brings what is heard of reviews and gates to the stage it is about. */
final class StageChecking {
  /** How long people have where the pipeline does not say. */
  static final int DEFAULT_HOURS = 24;

  private StageChecking() {}

  /** An event of another attempt, or about what is not asked for now, changes nothing. */
  static void on(Progress progress, OfStageCheck event) {
    ReviewCheck.stage(progress.build(), event)
        .ifPresent(stage -> {
          switch (event) {
            case OfStageCheck.ReviewApproved approved ->
                StageReviewControl.approved(progress, stage, approved);
            case OfStageCheck.ReviewRejected rejected ->
                StageReviewControl.rejected(progress, stage, rejected);
            case OfStageCheck.ReviewTimeoutReached _ ->
                StageReviewControl.timeoutReached(progress, stage);
            case OfStageCheck.GateAnswered answered ->
                GateControl.answered(progress, stage, answered);
            case OfStageCheck.GateDecided decided -> GateControl.decided(progress, stage, decided);
            case OfStageCheck.GateTimeoutReached timeout ->
                GateControl.timeoutReached(progress, stage, timeout);
          }
        });
  }

  /** Somebody wants the build to stop: what is asked is not waited for. */
  static void cancelled(Progress progress) {
    for (StageState stage : progress.build().stages()) {
      if (!stage.status().isFinished()) {
        StageReviewControl.cancelled(progress, stage);
        GateControl.cancelled(progress, stage);
      }
    }
  }

  /** How long people have; a number that makes no sense is the longest. */
  static int hours(StageCheck check) {
    int hours = check.timeoutHours().orElse(DEFAULT_HOURS);
    return hours < 1 || hours > Limits.REVIEW_HOURS_MAX ? Limits.REVIEW_HOURS_MAX : hours;
  }
}
