package dev.millrace.server.builds.http;

import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.StageCheck.ReviewInput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A whole build.
 *
 * @param reason why it waits in its queue, or why its queue ended it
 * @param faults what did not succeed, in the order of the build
 * @param earlier how parts ended that were run again since, the latest attempt first
 */
public record DetailView(
    BuildView build,
    TimingView timing,
    Optional<CancelView> cancel,
    Optional<String> reason,
    Optional<TriggerReviewView> triggerReview,
    List<FaultView> faults,
    List<StageView> stages,
    List<EarlierView> earlier) {
  /** Where the time went, in milliseconds; absent: not known, or there is no such time. */
  public record TimingView(
      OptionalLong queueMillis,
      OptionalLong prepareMillis,
      OptionalLong runMillis,
      OptionalLong peopleMillis) {}

  /** Who stopped the build. */
  public record CancelView(String by, boolean forced, Instant at) {}

  /** Why a part did not succeed. */
  public record FaultView(PlaceView place, FailureView failure) {}

  /** Why something did not succeed. */
  public record FailureView(FailureKind kind, int code, String message, OptionalInt exitCode) {}

  /** People are asked whether the build may begin. */
  public record TriggerReviewView(List<String> reviewers, Optional<DecisionView> decision) {}

  /**
   * What somebody said.
   *
   * @param values that they changed, by name; those of secrets are not shown
   */
  public record DecisionView(
      boolean approved, String by, Instant at, String suggestion, Map<String, String> values) {}

  /** A stage in its last execution. */
  public record StageView(
      String id,
      String name,
      boolean isFinally,
      StageStatus status,
      int attempt,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      TimingView timing,
      Optional<FailureView> failure,
      Optional<StageReviewView> review,
      Optional<GateView> gateIn,
      Optional<GateView> gateOut,
      List<JobView> jobs) {}

  /**
   * People are asked whether a stage may begin.
   *
   * @param current position of the group that is asked now; how many there are when all decided
   */
  public record StageReviewView(
      Review.Status status,
      String description,
      int current,
      List<GroupView> groups,
      List<FieldView> fields,
      Instant askedAt,
      Instant dueAt,
      Optional<String> reason) {}

  /** People of whom any one decides. */
  public record GroupView(
      String name, List<String> reviewers, List<String> roles, Optional<DecisionView> decision) {}

  /**
   * A value that a reviewer may fill in.
   *
   * @param value absent: it is a secret
   */
  public record FieldView(
      String name,
      String label,
      String description,
      ReviewInput type,
      List<String> options,
      boolean required,
      Optional<String> value) {}

  /** A gate of a stage. */
  public record GateView(
      Gate.Status status,
      List<String> rules,
      List<String> gatekeepers,
      Optional<String> decidedBy,
      Optional<String> reason) {}

  /**
   * A job in its last execution.
   *
   * @param values of its case, by axis
   * @param cases of a matrix; such a job has no tasks of its own
   */
  public record JobView(
      String id,
      String name,
      JobStatus status,
      int attempt,
      List<String> dependsOn,
      Map<String, String> values,
      Optional<Instant> preparedAt,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      TimingView timing,
      Optional<FailureView> failure,
      Optional<MutexView> mutex,
      List<TaskView> tasks,
      List<JobView> cases) {}

  /** Where a job stands towards its mutex. */
  public record MutexView(String name, MutexRole.Standing standing, Instant since) {}

  /**
   * A task in its last execution.
   *
   * @param position in its job, from 1
   * @param retry automatic retries within the attempt, from 0
   * @param continued who let it go on after its pause
   */
  public record TaskView(
      String id,
      int position,
      String name,
      boolean isPost,
      TaskStatus status,
      int attempt,
      int retry,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      TimingView timing,
      Optional<FailureView> failure,
      List<String> warnings,
      Optional<String> continued,
      Optional<TaskReviewView> review,
      Optional<CallView> call,
      Optional<TaskGateView> gate) {}

  /** A task that asks people. */
  public record TaskReviewView(
      List<String> reviewers,
      String title,
      String description,
      List<ParameterView> parameters,
      boolean needsSuggestion) {}

  /**
   * A variable that the reviewer of a task may set.
   *
   * @param value unless the reviewer says otherwise; absent: it is a secret
   */
  public record ParameterView(
      String name, Optional<String> value, boolean required, String description) {}

  /** A task that called another pipeline. */
  public record CallView(boolean waits, Optional<String> build) {}

  /** A task that is a gate. */
  public record TaskGateView(List<String> gatekeepers, Optional<String> decidedBy) {}

  /**
   * How a part ended that was run again since.
   *
   * @param status of the enum of the part's level
   */
  public record EarlierView(
      PlaceView place,
      int attempt,
      int retry,
      String status,
      Optional<Instant> preparedAt,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      Optional<FailureView> failure) {}
}
