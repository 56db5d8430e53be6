package dev.millrace.engine;

import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.RetryScope.JobChoice;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Jobs;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.Tasks;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Which jobs of one stage run again, and from which task. With a job go those that depend on it:
 * they were skipped because of it, or never reached. With one of a matrix goes the matrix.
 */
final class StageRetry {
  private final String by;
  private final Build build;
  private final int attempt;
  private final Set<JobId> chosen = new LinkedHashSet<>();
  private final Set<JobId> forgotten = new HashSet<>();
  private Jobs jobs;

  /**
   * Nothing chosen yet.
   *
   * @param build whose stage it is: which jobs and tasks were wanted at its start
   * @param attempt of what runs again
   */
  StageRetry(Build build, StageState stage, String by, int attempt) {
    this.jobs = stage.jobs();
    this.by = by;
    this.build = build;
    this.attempt = attempt;
  }

  /** The jobs as they are after the choice; a matrix to be worked out anew has no children. */
  Jobs jobs() {
    return forgotten.isEmpty() ? jobs : jobs.withoutChildrenOf(forgotten);
  }

  /** What runs again, without children that are worked out anew. */
  Set<JobId> chosen() {
    return chosen;
  }

  /** Chooses what the scope says about the stage it begins with. */
  StageRetry choose(RetryScope scope) {
    switch (scope) {
      case RetryScope.Whole _ -> all();
      case RetryScope.Failed _ -> notGood(jobs, this::fromFirstBad);
      case RetryScope.FromStage(_, var choice) -> choose(choice);
      case RetryScope.OneJob(var job) -> afresh(job);
      case RetryScope.FailedCases(var matrix) ->
          notGood(jobs.childrenOf(jobs.positionOf(matrix)), this::fromFirstBad, matrix);
      case RetryScope.OneTask(var job, var task) -> choose(job, tasks -> from(tasks, task));
      case RetryScope.SkipTask(var job, var task) -> choose(job, tasks -> behind(tasks, task));
    }
    return this;
  }

  private void choose(JobChoice choice) {
    switch (choice) {
      case ALL_JOBS -> all();
      case FAILED_JOBS -> notGood(jobs, this::fromFirstBad);
      case BEHIND_FAILED_TASKS -> notGood(jobs, this::behindFailed);
    }
  }

  /** Every job that may run at all. */
  StageRetry all() {
    for (JobState job : jobs) {
      if (!MatrixControl.isChild(job) && isWanted(job)) {
        afresh(job.id());
      }
    }
    return this;
  }

  private boolean isWanted(JobState job) {
    return BuildLayout.isWanted(job.definition(), build.start().onlyJobs());
  }

  private void notGood(Iterable<JobState> some, UnaryOperator<Tasks> tasks) {
    for (JobState job : some) {
      if (isNotGood(job)) {
        choose(job.id(), tasks);
      }
    }
  }

  private static boolean isNotGood(JobState job) {
    return switch (job.status()) {
      case FAILED, CANCELED, UNEXEC -> true;
      case QUEUE, DEPENDENT_WAITING, PREPARE_ENV, RUNNING, PAUSE, SUCCEED, SKIP -> false;
    };
  }

  /** The tasks that are skipped where a stage is gone on with behind those that failed. */
  static Stream<TaskState> failedTasks(Jobs jobs) {
    return jobs.stream()
        .filter(StageRetry::isNotGood)
        .flatMap(job -> job.tasks().stream())
        .filter(StageRetry::hasFailed);
  }

  private static boolean hasFailed(TaskState task) {
    return Tasks.isFailure(task) && !Tasks.isExcused(task);
  }

  /** A matrix that failed before it had children has none that is not good, and runs itself. */
  private void notGood(Iterable<JobState> children, UnaryOperator<Tasks> tasks, JobId matrix) {
    notGood(children, tasks);
    choose(matrix, UnaryOperator.identity());
  }

  private void choose(JobId id, UnaryOperator<Tasks> tasks) {
    if (again(id, tasks)) {
      JobState job = jobs.find(id).orElseThrow();
      JobId inStage = job.role() instanceof MatrixRole.Child child ? child.parent() : id;
      if (jobs.find(inStage).orElseThrow().status().isFinished()) {
        again(inStage, UnaryOperator.identity());
      }
      dependents(inStage);
    }
  }

  private void afresh(JobId id) {
    if (chosen.contains(id)) {
      return;
    }
    if (jobs.find(id).orElseThrow().isMatrixParent()) {
      forgotten.add(id);
    }
    choose(id, this::afresh);
  }

  /** One that still waits, as for a matrix that goes on, has lost nothing. */
  private void dependents(JobId id) {
    var waiting = new ArrayDeque<JobId>(jobs.dependentsOf(id));
    while (!waiting.isEmpty()) {
      JobId next = waiting.remove();
      JobState job = jobs.find(next).orElseThrow();
      if (job.status().isFinished() && again(next, this::afresh)) {
        if (job.isMatrixParent()) {
          forgotten.add(next);
        }
        waiting.addAll(jobs.dependentsOf(next));
      }
    }
  }

  /** Answers whether this is the first time. */
  private boolean again(JobId id, UnaryOperator<Tasks> tasks) {
    if (!chosen.add(id)) {
      return false;
    }
    int position = jobs.positionOf(id);
    JobState job = jobs.get(position);
    jobs = jobs.with(position, job.again(attempt, tasks.apply(job.tasks())));
    return true;
  }

  private Tasks afresh(Tasks tasks) {
    return tasks.map(this::again);
  }

  private TaskState again(TaskState task) {
    return SkippedAtStart.runs(task, build.variables()) ? task.again(attempt) : task;
  }

  private Tasks fromFirstBad(Tasks tasks) {
    return from(tasks, firstBad(tasks), this::again);
  }

  private Tasks from(Tasks tasks, TaskId first) {
    return from(tasks, tasks.positionOf(first), this::again);
  }

  private Tasks behindFailed(Tasks tasks) {
    return from(tasks, firstBad(tasks), task -> hasFailed(task) ? skipped(task) : again(task));
  }

  private Tasks behind(Tasks tasks, TaskId failed) {
    return from(
        tasks,
        tasks.positionOf(failed),
        task -> task.id().equals(failed) ? skipped(task) : again(task));
  }

  private static Tasks from(Tasks tasks, int first, UnaryOperator<TaskState> change) {
    Tasks next = tasks;
    for (int i = first; i < tasks.size(); i++) {
      next = next.with(i, change.apply(tasks.get(i)));
    }
    return next;
  }

  private TaskState skipped(TaskState task) {
    return task.again(attempt)
        .passedOver(
            TaskStatus.SKIP,
            Optional.of(
                Failure.of(
                    FailureKind.USER, FailureCodes.SKIPPED_BY_HAND, Reason.SKIPPED_BY.of(by))));
  }

  /** Where the first task stands that was not good, or the size. An excused failure was. */
  static int firstBad(Tasks tasks) {
    int position = 0;
    while (position < tasks.size() && isGood(tasks.get(position))) {
      position++;
    }
    return position;
  }

  private static boolean isGood(TaskState task) {
    return task.status() == TaskStatus.SUCCEED
        || task.status() == TaskStatus.SKIP
        || (Tasks.isFailure(task) && Tasks.isExcused(task));
  }
}
