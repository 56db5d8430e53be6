package dev.millrace.engine;

import dev.millrace.engine.Command.Answer;
import dev.millrace.engine.RunConditions.Decision;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.JobTally;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.Stage;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a stage. Its chain, in order:
 *
 * <ol>
 *   <li>check interrupt: the first failure of a fast-kill stage ends its other jobs
 *   <li>check conditional skip
 *   <li>check gate in: quality rules, before anybody is asked
 *   <li>check review: people, one group after another
 *   <li>start jobs, and wait for them
 *   <li>check gate out: quality rules, if the jobs succeeded
 *   <li>update state, finally: the stage's result, and where the build goes on
 * </ol>
 */
final class StageControl {
  private static final List<Command<Step>> CHAIN =
      List.of(
          new Command<>("check interrupt", Step::isRunning, StageControl::checkInterrupt),
          new Command<>("check conditional skip", Step::isNew, StageControl::checkCondition),
          new Command<>("check gate in", Step::isReady, StageControl::checkGateIn),
          new Command<>("check review", Step::isReady, StageControl::checkReview),
          new Command<>("start jobs", Step::isReady, StageControl::startJobs),
          new Command<>("wait for jobs", Step::isRunning, StageControl::waitForJobs),
          new Command<>("check gate out", Step::isRunning, StageControl::checkGateOut),
          new Command<>("update state, finally", _ -> false, StageControl::updateState));

  private StageControl() {}

  /** One stage on its way through the chain. */
  private static final class Step {
    private final Progress progress;
    private final int index;
    private StageStatus result = StageStatus.SUCCEED;
    private Optional<Failure> reason = Optional.empty();

    Step(Progress progress, int index) {
      this.progress = progress;
      this.index = index;
    }

    StageState stage() {
      return progress.build().stages().get(index);
    }

    /** Its condition decides once: it was wanted when a check on the way in began. */
    boolean isNew() {
      return isReady() && !stage().checks().begun();
    }

    boolean isReady() {
      return stage().status() == StageStatus.QUEUE;
    }

    boolean isRunning() {
      return stage().status() == StageStatus.RUNNING;
    }
  }

  /** Looks at the stage that runs or is next; answers whether anything may move after that. */
  static boolean look(Progress progress) {
    for (StageState stage : progress.build().stages()) {
      if (!stage.status().isFinished()) {
        Answer left = Command.run(CHAIN, new Step(progress, stage.index()));
        return left == Answer.FINALLY || progress.hasVisits();
      }
    }
    BuildEndControl.end(progress);
    return false;
  }

  private static Answer checkInterrupt(Step step) {
    StageState stage = step.stage();
    JobTally tally = stage.jobs().tally();
    boolean fastKill = stage.definition().map(Stage::fastKill).orElse(false);
    if (!fastKill || tally.failed() == 0 || tally.unfinished() == 0) {
      return Answer.CONTINUE;
    }
    // What failed before a retry, and was not chosen, says nothing about the jobs that were.
    if (stage.failure().isEmpty() && JobTally.of(stage.jobs(), stage.attempt()).failed() > 0) {
      Failure reason =
          Failure.of(
              FailureKind.USER, FailureCodes.FAST_KILL, Reason.FAST_KILL_OF_STAGE.of(stage.name()));
      step.progress.put(stage.ending(reason));
      stage.jobs().forEach(job -> JobControl.kill(step.progress, job.id(), reason));
    }
    return Answer.CONTINUE;
  }

  private static Answer checkCondition(Step step) {
    Optional<Stage> definition = step.stage().definition();
    if (definition.isEmpty()) {
      return Answer.CONTINUE;
    }
    return switch (RunConditions.ofStage(step.progress.build(), definition.get().condition())) {
      case Decision.Run _ -> Answer.CONTINUE;
      case Decision.Skip(var reason) -> {
        step.result = StageStatus.SKIP;
        step.reason = reason;
        yield Answer.FINALLY;
      }
    };
  }

  private static Answer checkGateIn(Step step) {
    return checkGate(step, Gate.Point.IN);
  }

  private static Answer checkGate(Step step, Gate.Point point) {
    StageState stage = step.stage();
    Optional<Gate> gate =
        stage.checks().gate(point).or(() -> GateControl.ask(step.progress, stage, point));
    if (gate.isEmpty()) {
      return Answer.CONTINUE;
    }
    return switch (gate.get().status()) {
      case QUALITY_CHECKING, QUALITY_CHECK_WAIT -> Answer.WAIT;
      case QUALITY_CHECK_PASS -> Answer.CONTINUE;
      case QUALITY_CHECK_FAIL -> {
        Optional<Failure> cancelled =
            step.progress
                .build()
                .cancel()
                .map(_ -> step.progress.cancellation())
                .or(stage::failure);
        step.result = cancelled.isPresent() ? StageStatus.CANCELED : StageStatus.FAILED;
        step.reason = cancelled.or(() -> Optional.of(GateControl.failure(gate.get())));
        yield Answer.FINALLY;
      }
    };
  }

  private static Answer checkReview(Step step) {
    StageState stage = step.stage();
    Optional<Review> review =
        stage.checks().review().or(() -> StageReviewControl.ask(step.progress, stage));
    if (review.isEmpty()) {
      return Answer.CONTINUE;
    }
    return switch (review.get().status()) {
      case REVIEWING -> Answer.WAIT;
      case REVIEW_PROCESSED -> {
        StageReviewControl.writeVariables(step.progress, review.get());
        yield Answer.CONTINUE;
      }
      case REVIEW_ABORT -> {
        step.result = StageStatus.STAGE_SUCCESS;
        step.reason = Optional.of(StageReviewControl.failure(step.progress, review.get()));
        yield Answer.FINALLY;
      }
    };
  }

  private static Answer startJobs(Step step) {
    step.progress.put(step.stage().started(step.progress.now()));
    for (JobState job : step.stage().jobs()) {
      if (!job.status().isFinished() && !MatrixControl.isChild(job)) {
        step.progress.visit(job.id());
      }
    }
    return step.progress.hasVisits() ? Answer.WAIT : Answer.CONTINUE;
  }

  /** Running, before failed, before cancelled, before succeeded; all skipped is skipped. */
  private static Answer waitForJobs(Step step) {
    JobTally tally = step.stage().jobs().tally();
    if (tally.unfinished() > 0 || step.progress.hasVisits()) {
      return Answer.WAIT;
    }
    if (tally.failed() > 0) {
      step.result = StageStatus.FAILED;
    } else if (tally.cancelled() > 0) {
      step.result = StageStatus.CANCELED;
    } else if (tally.allSkipped()) {
      step.result = StageStatus.SKIP;
    }
    return Answer.CONTINUE;
  }

  /** A stage that was skipped, failed or cancelled is over without it. */
  private static Answer checkGateOut(Step step) {
    boolean isWanted =
        step.progress.build().cancel().isEmpty() || step.stage().checks().gateOut().isPresent();
    return step.result == StageStatus.SUCCEED
            && isWanted
            && checkGate(step, Gate.Point.OUT) == Answer.WAIT
        ? Answer.WAIT
        : Answer.FINALLY;
  }

  private static Answer updateState(Step step) {
    Progress progress = step.progress;
    StageState stage = step.stage();
    if (stage.status() == StageStatus.QUEUE) {
      boolean skipped = step.result == StageStatus.SKIP;
      progress.put(
          stage
              .with(
                  BuildEndControl.passOver(
                      stage.jobs(),
                      skipped ? JobStatus.SKIP : JobStatus.UNEXEC,
                      skipped ? TaskStatus.SKIP : TaskStatus.UNEXEC))
              .passedOver(step.result, step.reason));
    } else {
      progress.put(step.reason.map(stage::ending).orElse(stage).ended(step.result, progress.now()));
    }
    boolean toFinally =
        step.result == StageStatus.FAILED
            || step.result == StageStatus.CANCELED
            || step.result == StageStatus.STAGE_SUCCESS
            || progress.build().cancel().isPresent();
    if (toFinally) {
      progress.build().stages().stream()
          .filter(later -> !later.isFinally())
          .forEach(later -> BuildEndControl.leaveOut(progress, later));
    }
    return Answer.FINALLY;
  }
}
