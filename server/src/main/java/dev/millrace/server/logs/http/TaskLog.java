package dev.millrace.server.logs.http;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.server.http.problem.Refused;
import dev.millrace.server.logs.LogKey;
import dev.millrace.server.logs.LogReader;
import java.util.List;
import java.util.Optional;

/** The log of one execution of a task, and the job the task belongs to. */
record TaskLog(JobId job, LogKey key) {
  /** A log as one finds it; the id of a task says its job. */
  static TaskLog of(LogKey key) {
    String task = key.task().value();
    int colon = task.lastIndexOf(':');
    return new TaskLog(new JobId(colon < 1 ? task : task.substring(0, colon)), key);
  }

  /**
   * The log that is meant.
   *
   * @param attempt empty: the last; {@code retry} empty: the last of it
   * @throws Refused if the build never had such a task, or it was not run so
   */
  static TaskLog find(
      Build build,
      LogReader logs,
      JobId job,
      TaskId task,
      Optional<Integer> attempt,
      Optional<Integer> retry) {
    if (retry.isPresent() && attempt.isEmpty()) {
      throw Refused.invalid(LogApiWording.RETRY_NEEDS_ATTEMPT.of());
    }
    List<LogKey> written =
        logs.logsOf(build.id()).stream().filter(key -> key.task().equals(task)).toList();
    Optional<TaskState> now = task(build, job, task);
    // A matrix that was worked out anew may have lost a case; its logs are still there.
    if (now.isEmpty() && written.stream().noneMatch(key -> of(key).job().equals(job))) {
      throw Refused.notFound(LogApiWording.NO_TASK.of(job, task));
    }
    int last = now.map(TaskState::attempt).orElseGet(() -> written.getLast().attempt());
    int wanted = attempt.orElse(last);
    int lastRetry =
        now.filter(state -> state.attempt() == wanted)
            .map(TaskState::retry)
            .orElseGet(() -> lastRetry(written, wanted));
    int wantedRetry = retry.orElse(lastRetry);
    if (wanted > last || wantedRetry > lastRetry) {
      throw Refused.notFound(LogApiWording.NO_EXECUTION.of(task, wanted, wantedRetry));
    }
    return new TaskLog(job, new LogKey(build.id(), task, wanted, wantedRetry));
  }

  private static int lastRetry(List<LogKey> written, int attempt) {
    return written.stream()
        .filter(key -> key.attempt() == attempt)
        .mapToInt(LogKey::retry)
        .max()
        .orElse(0);
  }

  private static Optional<TaskState> task(Build build, JobId job, TaskId task) {
    return build.find(job).flatMap(found -> task(found, task));
  }

  private static Optional<TaskState> task(JobState job, TaskId task) {
    int position = job.tasks().positionOf(task);
    return position < 0 ? Optional.empty() : Optional.of(job.tasks().get(position));
  }

  /** Whether the execution is over, so that what it had to say is said or on its way. */
  boolean isOver(Build build) {
    return task(build, job, key.task())
        .map(task -> isBehind(task) || task.status().isFinished())
        .orElse(true);
  }

  private boolean isBehind(TaskState task) {
    return task.attempt() > key.attempt()
        || (task.attempt() == key.attempt() && task.retry() > key.retry());
  }

  /**
   * Whether lines may come behind the end of the execution: a worker hands in all before it reports
   * an end, but these ends need no report of it.
   */
  boolean mayStillGrow(Build build) {
    return task(build, job, key.task())
        .filter(task -> !isBehind(task))
        .map(TaskState::status)
        .filter(status -> status == TaskStatus.CANCELED || status == TaskStatus.EXEC_TIMEOUT)
        .isPresent();
  }
}
