package dev.millrace.engine;

import dev.millrace.engine.Command.Answer;
import dev.millrace.engine.RunConditions.Decision;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.JobTally;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.Stage;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a stage. Its chain, in order; what stands in brackets has its place and is not there
 * yet:
 *
 * <ol>
 *   <li>check interrupt: the first failure of a fast-kill stage ends its other jobs
 *   <li>check conditional skip
 *   <li>(check quality gate on the way in)
 *   <li>(check review: wait for people)
 *   <li>start jobs
 *   <li>(check quality gate on the way out)
 *   <li>update state, finally: the stage's result, and where the build goes on
 * </ol>
 */
final class StageControl {
  private static final List<Command<Step>> CHAIN =
      List.of(
          new Command<>("check interrupt", Step::isRunning, StageControl::checkInterrupt),
          new Command<>("check conditional skip", Step::isReady, StageControl::checkCondition),
          new Command<>("start jobs", Step::isReady, StageControl::startJobs),
          new Command<>("wait for jobs", Step::isRunning, StageControl::waitForJobs),
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
    if (stage.failure().isEmpty()) {
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
    return Answer.FINALLY;
  }

  private static Answer updateState(Step step) {
    Progress progress = step.progress;
    StageState stage = step.stage();
    if (stage.status() == StageStatus.QUEUE) {
      progress.put(
          stage
              .with(BuildEndControl.passOver(stage.jobs(), JobStatus.SKIP, TaskStatus.SKIP))
              .passedOver(step.result, step.reason));
    } else {
      progress.put(stage.ended(step.result, progress.now()));
    }
    boolean toFinally =
        step.result == StageStatus.FAILED
            || step.result == StageStatus.CANCELED
            || progress.build().cancel().isPresent();
    if (toFinally) {
      progress.build().stages().stream()
          .filter(later -> !later.isFinally())
          .forEach(later -> BuildEndControl.leaveOut(progress, later));
    }
    return Answer.FINALLY;
  }
}
