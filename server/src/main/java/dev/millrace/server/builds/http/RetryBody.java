package dev.millrace.server.builds.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.RetryScope.JobChoice;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.problem.Refused;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What of a build shall run again.
 *
 * @param stage of the scope {@code stage}
 * @param jobs of that stage; all if absent
 * @param job of the scopes {@code job}, {@code failed-cases}, {@code task}, {@code skip}
 * @param task of the scopes {@code task}, {@code skip}
 * @param attempt as whoever asks saw it, of the job the scope names, else of the build; absent: as
 *     it is now
 */
public record RetryBody(
    Scope scope,
    Optional<String> stage,
    Optional<Jobs> jobs,
    Optional<String> job,
    Optional<String> task,
    Optional<Integer> attempt) {
  /** How much. */
  public enum Scope {
    @JsonProperty("whole")
    WHOLE,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("stage")
    STAGE,
    @JsonProperty("job")
    JOB,
    @JsonProperty("failed-cases")
    FAILED_CASES,
    @JsonProperty("task")
    TASK,
    /** Nothing: a task that failed is skipped, and those after it run. */
    @JsonProperty("skip")
    SKIP;

    @Override
    public String toString() {
      return Query.written(this);
    }
  }

  /** Which jobs of the stage. */
  public enum Jobs {
    @JsonProperty("all")
    ALL,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("behind-failed-tasks")
    BEHIND_FAILED_TASKS;

    @Override
    public String toString() {
      return Query.written(this);
    }

    private JobChoice choice() {
      return switch (this) {
        case ALL -> JobChoice.ALL_JOBS;
        case FAILED -> JobChoice.FAILED_JOBS;
        case BEHIND_FAILED_TASKS -> JobChoice.BEHIND_FAILED_TASKS;
      };
    }
  }

  OptionalInt seen() {
    return attempt.isPresent() ? OptionalInt.of(attempt.get()) : OptionalInt.empty();
  }

  /**
   * The scope with the part it is about.
   *
   * @throws Refused if a part is missing, or one is named that has nothing to do with it
   */
  RetryScope wanted() {
    String called = "scope " + scope;
    if (scope != Scope.STAGE) {
      Fields.absent("stage", stage, called);
      Fields.absent("jobs", jobs, called);
    }
    if (scope == Scope.WHOLE || scope == Scope.FAILED || scope == Scope.STAGE) {
      Fields.absent("job", job, called);
    }
    if (scope != Scope.TASK && scope != Scope.SKIP) {
      Fields.absent("task", task, called);
    }
    return switch (scope) {
      case WHOLE -> new RetryScope.Whole();
      case FAILED -> new RetryScope.Failed();
      case STAGE ->
          new RetryScope.FromStage(
              Fields.needed(called, "stage", stage, StageId::new), jobs.orElse(Jobs.ALL).choice());
      case JOB -> new RetryScope.OneJob(job(called));
      case FAILED_CASES -> new RetryScope.FailedCases(job(called));
      case TASK -> new RetryScope.OneTask(job(called), task(called));
      case SKIP -> new RetryScope.SkipTask(job(called), task(called));
    };
  }

  private JobId job(String by) {
    return Fields.needed(by, "job", job, JobId::new);
  }

  private TaskId task(String by) {
    return Fields.needed(by, "task", task, TaskId::new);
  }
}
