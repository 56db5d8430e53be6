package dev.millrace.engine.state;

import dev.millrace.pipeline.ContinueOnError;
import java.util.AbstractList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;

/**
 * The tasks of a job in order: an immutable list that knows, without looking at each, how far its
 * job has come.
 */
public final class Tasks extends AbstractList<TaskState> implements RandomAccess {
  private final TaskState[] tasks;
  private final Map<String, Integer> steps;
  private final int open;
  private final boolean failed;
  private final boolean excused;
  private final boolean cancelled;

  private Tasks(
      TaskState[] tasks,
      Map<String, Integer> steps,
      int open,
      boolean failed,
      boolean excused,
      boolean cancelled) {
    this.steps = steps;
    this.tasks = tasks;
    this.open = open;
    this.failed = failed;
    this.excused = excused;
    this.cancelled = cancelled;
  }

  /** These tasks, the same object if they are {@code Tasks} already. */
  public static Tasks of(Collection<TaskState> tasks) {
    return tasks instanceof Tasks same ? same : counted(tasks.toArray(TaskState[]::new));
  }

  private static Tasks counted(TaskState[] tasks) {
    boolean failed = false;
    boolean excused = false;
    boolean cancelled = false;
    var steps = new HashMap<String, Integer>();
    for (int i = 0; i < tasks.length; i++) {
      TaskState task = tasks[i];
      if (!task.definition().id().isEmpty()) {
        steps.putIfAbsent(task.definition().id(), i);
      }
      failed |= isFailure(task) && !isExcused(task);
      excused |= isFailure(task) && isExcused(task);
      cancelled |= task.status() == TaskStatus.CANCELED;
    }
    return new Tasks(tasks, steps, openFrom(tasks, 0), failed, excused, cancelled);
  }

  @Override
  public TaskState get(int position) {
    return tasks[position];
  }

  @Override
  public int size() {
    return tasks.length;
  }

  /** Position of the first task that is not over, or the size. At most this one runs. */
  public int open() {
    return open;
  }

  /** Whether a task failed whose failure counts. */
  public boolean failed() {
    return failed;
  }

  /** Whether a task failed that may fail. */
  public boolean excused() {
    return excused;
  }

  /** Whether a task was cancelled. */
  public boolean cancelled() {
    return cancelled;
  }

  /** Where the task with this id stands, or -1. */
  public int positionOf(TaskId id) {
    int position = id.position() - 1;
    return position >= 0 && position < tasks.length && tasks[position].id().equals(id)
        ? position
        : -1;
  }

  /** Where the task with the author's id {@code step} stands, or -1. */
  public int positionOfStep(String step) {
    return steps.getOrDefault(step, -1);
  }

  /** These tasks with another state for the one at {@code position}. */
  @SuppressWarnings("ReferenceEquality") // sharing is by identity; equality would cost a walk
  public Tasks with(int position, TaskState next) {
    TaskState before = tasks[position];
    if (before == next) {
      return this;
    }
    TaskState[] changed = tasks.clone();
    changed[position] = next;
    if (before.status().isFinished()) {
      return counted(changed);
    }
    return new Tasks(
        changed,
        steps,
        position == open ? openFrom(changed, open) : open,
        failed || (isFailure(next) && !isExcused(next)),
        excused || (isFailure(next) && isExcused(next)),
        cancelled || next.status() == TaskStatus.CANCELED);
  }

  /** These tasks, each as {@code change} wants it. */
  public Tasks map(UnaryOperator<TaskState> change) {
    TaskState[] changed = tasks.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = change.apply(changed[i]);
    }
    return counted(changed);
  }

  /** Whether the task ended badly, and nobody stopped it. */
  public static boolean isFailure(TaskState task) {
    return switch (task.status()) {
      case FAILED, EXEC_TIMEOUT, REVIEW_ABORT, QUALITY_CHECK_FAIL -> true;
      case QUEUE,
          QUEUE_CACHE,
          RUNNING,
          RETRY,
          PAUSE,
          REVIEWING,
          CALL_WAITING,
          QUALITY_CHECKING,
          QUALITY_CHECK_WAIT,
          SUCCEED,
          CANCELED,
          SKIP,
          UNEXEC ->
          false;
    };
  }

  /** Whether the task may fail without failing its job. */
  public static boolean isExcused(TaskState task) {
    return task.definition().continueOnError() == ContinueOnError.AUTO;
  }

  private static int openFrom(TaskState[] tasks, int from) {
    int position = from;
    while (position < tasks.length && tasks[position].status().isFinished()) {
      position++;
    }
    return position;
  }
}
