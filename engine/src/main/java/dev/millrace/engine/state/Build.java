package dev.millrace.engine.state;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One execution of a pipeline, at one moment.
 *
 * @param number counts the builds of the pipeline, from 1
 * @param pipeline expanded, as it was when the build was accepted
 * @param attempt of the whole build, from 1; each retry adds one
 * @param stages in order, the finally stage last
 * @param variables of the build by flat name, without the contexts that follow from its state
 * @param cancel present once somebody wanted it to stop
 * @param start what it was started with
 * @param queueing the queue that lets it run
 * @param triggerReview present if people are asked before it may begin
 */
public record Build(
    BuildId id,
    long number,
    Pipeline pipeline,
    int attempt,
    BuildStatus status,
    List<StageState> stages,
    SequencedMap<String, VariableValue> variables,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Cancellation> cancel,
    StartValues start,
    Queueing queueing,
    Optional<TriggerReview> triggerReview) {
  public Build {
    stages = List.copyOf(stages);
    variables = Data.ordered(variables);
  }

  /** The stage that runs now; there is at most one. */
  public Optional<StageState> runningStage() {
    for (StageState stage : stages) {
      if (stage.status() == StageStatus.RUNNING) {
        return Optional.of(stage);
      }
    }
    return Optional.empty();
  }

  /**
   * How the last stage ended that was reached before {@code stage}; empty if there is none. What
   * the words of finally jobs look at.
   */
  public Optional<StageStatus> statusBefore(StageState stage) {
    for (int i = stage.index() - 1; i >= 0; i--) {
      StageStatus status = stages.get(i).status();
      if (status.isFinished() && status != StageStatus.UNEXEC) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  /** Why the build as a whole was not let begin; what failed in it says so itself. */
  public Optional<Failure> failure() {
    return triggerReview
        .flatMap(TriggerReview::decision)
        .filter(decision -> !decision.approved())
        .map(decision ->
            Failure.of(
                FailureKind.USER,
                FailureCodes.REVIEW,
                decision.suggestion().isBlank()
                    ? Reason.REVIEW_REJECTED.of(decision.by())
                    : Reason.REVIEW_REJECTED_SAYING.of(decision.by(), decision.suggestion())));
  }

  /** The stage that has the job with this id. */
  public Optional<StageState> stageOf(JobId job) {
    for (StageState stage : stages) {
      if (stage.jobs().positionOf(job) >= 0) {
        return Optional.of(stage);
      }
    }
    return Optional.empty();
  }

  /** The job with this id. */
  public Optional<JobState> find(JobId job) {
    return stageOf(job).flatMap(stage -> stage.jobs().find(job));
  }

  /** This build with another state of one stage. */
  public Build with(StageState stage) {
    var next = new ArrayList<StageState>(stages);
    next.set(stage.index(), stage);
    return with(attempt, status, next, variables, startedAt, endedAt, cancel);
  }

  /** This build with other variables. */
  public Build withVariables(SequencedMap<String, VariableValue> next) {
    return with(attempt, status, stages, next, startedAt, endedAt, cancel);
  }

  /** Out of the queue. The first start counts, also after a retry of less than the whole. */
  public Build admitted(Instant now) {
    return with(
        attempt,
        step(BuildStatus.RUNNING),
        stages,
        variables,
        startedAt.or(() -> Optional.of(now)),
        endedAt,
        cancel);
  }

  /** Parked: a stage waits for people. */
  public Build parked() {
    return with(attempt, step(BuildStatus.PAUSE), stages, variables, startedAt, endedAt, cancel);
  }

  /** Goes on after it was parked. */
  public Build resumed() {
    return with(attempt, step(BuildStatus.RUNNING), stages, variables, startedAt, endedAt, cancel);
  }

  /** People have said whether it may begin; if so, it is in the queue. */
  public Build triggerReviewed(Review.Decision decision) {
    return new Build(
        id,
        number,
        pipeline,
        attempt,
        decision.approved() ? step(BuildStatus.QUEUE) : status,
        stages,
        variables,
        createdAt,
        startedAt,
        endedAt,
        cancel,
        start,
        queueing,
        triggerReview.map(review -> review.decided(decision)));
  }

  /** This build with another reason why it waits or was ended by its queue. */
  public Build because(Optional<Sentence> reason) {
    return new Build(
        id,
        number,
        pipeline,
        attempt,
        status,
        stages,
        variables,
        createdAt,
        startedAt,
        endedAt,
        cancel,
        start,
        queueing.because(reason),
        triggerReview);
  }

  /** Somebody wants it to stop. */
  public Build cancelled(Cancellation wish) {
    return with(attempt, status, stages, variables, startedAt, endedAt, Optional.of(wish));
  }

  /** Over. */
  public Build ended(BuildStatus next, Instant now) {
    return with(attempt, step(next), stages, variables, startedAt, Optional.of(now), cancel);
  }

  /** Back in the queue for its next attempt. */
  public Build again(List<StageState> next) {
    return with(
        attempt + 1,
        step(BuildStatus.QUEUE),
        next,
        variables,
        startedAt,
        Optional.empty(),
        Optional.empty());
  }

  /** Back in the queue for its next attempt as if it had not started yet. */
  public Build afresh(List<StageState> next, SequencedMap<String, VariableValue> values) {
    return with(
        attempt + 1,
        step(BuildStatus.QUEUE),
        next,
        values,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private BuildStatus step(BuildStatus next) {
    return StatusTable.BUILD.step(id, status, next);
  }

  private Build with(
      int attempt,
      BuildStatus status,
      List<StageState> stages,
      SequencedMap<String, VariableValue> variables,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      Optional<Cancellation> cancel) {
    return new Build(
        id,
        number,
        pipeline,
        attempt,
        status,
        stages,
        variables,
        createdAt,
        startedAt,
        endedAt,
        cancel,
        start,
        queueing,
        triggerReview);
  }
}
