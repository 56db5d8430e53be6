package dev.millrace.engine;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.event.TaskResult.Outcome;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Caller;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.Tasks;
import dev.millrace.pipeline.data.Data;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the task that called a build hears of it: how it ended, if the task waits. It hears so of
 * each attempt, and what comes after the first means nothing to it any more.
 */
public final class ParentNews {
  /** The output of a call that names the child. */
  private static final String CHILD = "sub_pipeline_buildId";

  private ParentNews() {}

  static void tell(Progress progress, Build before) {
    if (!before.status().isFinished()) {
      of(progress.build()).ifPresent(progress::add);
    }
  }

  /** What a build has to tell; empty if it has not ended or nobody waits for that. */
  public static Optional<Effect.TellParent> of(Build build) {
    return build
        .start()
        .caller()
        .filter(Caller::waits)
        .filter(_ -> build.status().isFinished())
        .map(caller -> new Effect.TellParent(caller, resultOf(build)));
  }

  private static TaskResult resultOf(Build build) {
    return switch (build.status()) {
      case SUCCEED -> result(build, Outcome.SUCCEEDED, Optional.empty());
      case CANCELED -> result(build, Outcome.CANCELLED, Optional.of(cancelled(build)));
      case FAILED, QUEUE_TIMEOUT, STAGE_SUCCESS ->
          result(build, Outcome.FAILED, Optional.of(failure(build)));
      case QUEUE, TRIGGER_REVIEWING, RUNNING, PAUSE ->
          throw new IllegalStateException("build " + build.id() + " is " + build.status());
    };
  }

  private static TaskResult result(Build build, Outcome outcome, Optional<Failure> failure) {
    return new TaskResult(
        outcome, failure, Data.ordered(Map.of()), Data.ordered(Map.of(CHILD, build.id().value())));
  }

  private static Failure cancelled(Build build) {
    return Failure.of(
        FailureKind.USER,
        FailureCodes.CANCELLED,
        build
            .cancel()
            .map(cancel -> Reason.SUB_PIPELINE_CANCELLED_BY.of(cancel.by()))
            .or(() -> build.queueing().reason())
            .orElseGet(Reason.SUB_PIPELINE_CANCELLED::of));
  }

  private static Failure failure(Build build) {
    return build
        .failure()
        .or(() -> lastIn(build).map(ParentNews::asOfTask))
        .orElseGet(() ->
            Failure.of(
                FailureKind.USER,
                FailureCodes.SUB_PIPELINE,
                build.queueing().reason().orElseGet(Reason.SUB_PIPELINE_FAILED::of)));
  }

  /** A failure that ends the child's job is not the end of the parent's. */
  private static Failure asOfTask(Failure failure) {
    return FailureCodes.endsJob(failure.code())
        ? Failure.of(failure.kind(), FailureCodes.SUB_PIPELINE, failure.message())
        : failure;
  }

  /** The last that went wrong, in the order of the pipeline. */
  private static Optional<Failure> lastIn(Build build) {
    return build.stages().stream()
        .flatMap(stage ->
            Stream.concat(
                stage.jobs().stream().map(ParentNews::lastIn).flatMap(Optional::stream),
                stage.failure().stream()))
        .reduce((_, later) -> later);
  }

  private static Optional<Failure> lastIn(JobState job) {
    boolean counts = job.status() == JobStatus.FAILED && !job.definition().continueOnError();
    return counts ? job.failure().or(() -> lastIn(job.tasks())) : Optional.empty();
  }

  private static Optional<Failure> lastIn(Tasks tasks) {
    return tasks.stream()
        .filter(task -> Tasks.isFailure(task) && !Tasks.isExcused(task))
        .map(TaskState::failure)
        .flatMap(Optional::stream)
        .reduce((_, later) -> later);
  }
}
