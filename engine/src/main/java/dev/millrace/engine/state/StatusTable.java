package dev.millrace.engine.state;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which status may follow which, the tables of all four levels in one place. Every change of a
 * status goes through here. A step from a finished status back to QUEUE is a retry: only with a
 * higher attempt.
 */
public final class StatusTable<S extends Enum<S>> {
  public static final StatusTable<BuildStatus> BUILD =
      new StatusTable<>("build", BuildStatus.class)
          .row(
              BuildStatus.TRIGGER_REVIEWING,
              EnumSet.of(BuildStatus.QUEUE, BuildStatus.FAILED, BuildStatus.CANCELED))
          .row(
              BuildStatus.QUEUE,
              EnumSet.of(BuildStatus.RUNNING, BuildStatus.CANCELED, BuildStatus.QUEUE_TIMEOUT))
          .row(
              BuildStatus.RUNNING,
              EnumSet.of(
                  BuildStatus.PAUSE,
                  BuildStatus.SUCCEED,
                  BuildStatus.FAILED,
                  BuildStatus.CANCELED,
                  BuildStatus.STAGE_SUCCESS))
          .row(BuildStatus.PAUSE, EnumSet.of(BuildStatus.RUNNING))
          .row(BuildStatus.SUCCEED, EnumSet.of(BuildStatus.QUEUE))
          .row(BuildStatus.FAILED, EnumSet.of(BuildStatus.QUEUE))
          .row(BuildStatus.CANCELED, EnumSet.of(BuildStatus.QUEUE))
          .row(BuildStatus.QUEUE_TIMEOUT, EnumSet.of(BuildStatus.QUEUE));

  public static final StatusTable<StageStatus> STAGE =
      new StatusTable<>("stage", StageStatus.class)
          .row(
              StageStatus.QUEUE,
              EnumSet.of(
                  StageStatus.PAUSE,
                  StageStatus.RUNNING,
                  StageStatus.FAILED,
                  StageStatus.CANCELED,
                  StageStatus.SKIP,
                  StageStatus.STAGE_SUCCESS,
                  StageStatus.UNEXEC))
          .row(StageStatus.PAUSE, EnumSet.of(StageStatus.QUEUE))
          .row(
              StageStatus.RUNNING,
              EnumSet.of(
                  StageStatus.SUCCEED, StageStatus.FAILED, StageStatus.CANCELED, StageStatus.SKIP))
          .row(StageStatus.SUCCEED, EnumSet.of(StageStatus.QUEUE))
          .row(StageStatus.FAILED, EnumSet.of(StageStatus.QUEUE))
          .row(StageStatus.CANCELED, EnumSet.of(StageStatus.QUEUE))
          .row(StageStatus.SKIP, EnumSet.of(StageStatus.QUEUE))
          .row(StageStatus.STAGE_SUCCESS, EnumSet.of(StageStatus.QUEUE))
          .row(StageStatus.UNEXEC, EnumSet.of(StageStatus.QUEUE));

  public static final StatusTable<JobStatus> JOB =
      new StatusTable<>("job", JobStatus.class)
          .row(
              JobStatus.QUEUE,
              EnumSet.of(
                  JobStatus.DEPENDENT_WAITING,
                  JobStatus.PREPARE_ENV,
                  JobStatus.RUNNING,
                  JobStatus.PAUSE,
                  JobStatus.SUCCEED,
                  JobStatus.FAILED,
                  JobStatus.CANCELED,
                  JobStatus.SKIP,
                  JobStatus.UNEXEC))
          .row(
              JobStatus.DEPENDENT_WAITING,
              EnumSet.of(
                  JobStatus.PREPARE_ENV,
                  JobStatus.RUNNING,
                  JobStatus.PAUSE,
                  JobStatus.SUCCEED,
                  JobStatus.FAILED,
                  JobStatus.CANCELED,
                  JobStatus.SKIP,
                  JobStatus.UNEXEC))
          .row(
              JobStatus.PREPARE_ENV,
              EnumSet.of(JobStatus.RUNNING, JobStatus.FAILED, JobStatus.CANCELED, JobStatus.UNEXEC))
          .row(
              JobStatus.RUNNING,
              EnumSet.of(
                  JobStatus.PREPARE_ENV,
                  JobStatus.PAUSE,
                  JobStatus.SUCCEED,
                  JobStatus.FAILED,
                  JobStatus.CANCELED))
          .row(
              JobStatus.PAUSE,
              EnumSet.of(
                  JobStatus.PREPARE_ENV, JobStatus.RUNNING, JobStatus.FAILED, JobStatus.CANCELED))
          .row(JobStatus.SUCCEED, EnumSet.of(JobStatus.QUEUE))
          .row(JobStatus.FAILED, EnumSet.of(JobStatus.QUEUE))
          .row(JobStatus.CANCELED, EnumSet.of(JobStatus.QUEUE))
          .row(JobStatus.SKIP, EnumSet.of(JobStatus.QUEUE))
          .row(JobStatus.UNEXEC, EnumSet.of(JobStatus.QUEUE));

  public static final StatusTable<TaskStatus> TASK =
      new StatusTable<>("task", TaskStatus.class)
          .row(
              TaskStatus.QUEUE,
              EnumSet.of(
                  TaskStatus.QUEUE_CACHE, TaskStatus.PAUSE, TaskStatus.SKIP, TaskStatus.UNEXEC))
          .row(
              TaskStatus.QUEUE_CACHE,
              EnumSet.of(
                  TaskStatus.QUEUE, TaskStatus.RUNNING, TaskStatus.CANCELED, TaskStatus.UNEXEC))
          .row(
              TaskStatus.RUNNING,
              EnumSet.of(
                  TaskStatus.RETRY,
                  TaskStatus.REVIEWING,
                  TaskStatus.CALL_WAITING,
                  TaskStatus.QUALITY_CHECKING,
                  TaskStatus.SUCCEED,
                  TaskStatus.FAILED,
                  TaskStatus.EXEC_TIMEOUT,
                  TaskStatus.CANCELED))
          .row(
              TaskStatus.RETRY,
              EnumSet.of(TaskStatus.QUEUE_CACHE, TaskStatus.FAILED, TaskStatus.CANCELED))
          .row(TaskStatus.PAUSE, EnumSet.of(TaskStatus.QUEUE, TaskStatus.CANCELED))
          .row(
              TaskStatus.REVIEWING,
              EnumSet.of(
                  TaskStatus.SUCCEED,
                  TaskStatus.FAILED,
                  TaskStatus.REVIEW_ABORT,
                  TaskStatus.EXEC_TIMEOUT,
                  TaskStatus.CANCELED))
          .row(
              TaskStatus.CALL_WAITING,
              EnumSet.of(
                  TaskStatus.RETRY,
                  TaskStatus.SUCCEED,
                  TaskStatus.FAILED,
                  TaskStatus.EXEC_TIMEOUT,
                  TaskStatus.CANCELED))
          .row(
              TaskStatus.QUALITY_CHECKING,
              EnumSet.of(
                  TaskStatus.QUALITY_CHECK_WAIT,
                  TaskStatus.SUCCEED,
                  TaskStatus.FAILED,
                  TaskStatus.QUALITY_CHECK_FAIL,
                  TaskStatus.CANCELED))
          .row(
              TaskStatus.QUALITY_CHECK_WAIT,
              EnumSet.of(
                  TaskStatus.SUCCEED,
                  TaskStatus.FAILED,
                  TaskStatus.REVIEW_ABORT,
                  TaskStatus.QUALITY_CHECK_FAIL,
                  TaskStatus.CANCELED))
          .row(TaskStatus.SUCCEED, EnumSet.of(TaskStatus.QUEUE))
          .row(TaskStatus.FAILED, EnumSet.of(TaskStatus.QUEUE))
          .row(TaskStatus.REVIEW_ABORT, EnumSet.of(TaskStatus.QUEUE))
          .row(TaskStatus.QUALITY_CHECK_FAIL, EnumSet.of(TaskStatus.QUEUE))
          .row(TaskStatus.EXEC_TIMEOUT, EnumSet.of(TaskStatus.QUEUE))
          .row(TaskStatus.CANCELED, EnumSet.of(TaskStatus.QUEUE))
          .row(TaskStatus.SKIP, EnumSet.of(TaskStatus.QUEUE))
          .row(TaskStatus.UNEXEC, EnumSet.of(TaskStatus.QUEUE));

  private final String level;
  private final Map<S, Set<S>> next;

  private StatusTable(String level, Class<S> statuses) {
    this.level = level;
    this.next = new EnumMap<>(statuses);
    for (S status : statuses.getEnumConstants()) {
      next.put(status, EnumSet.noneOf(statuses));
    }
  }

  private StatusTable<S> row(S from, EnumSet<S> to) {
    next.put(from, to);
    return this;
  }

  /** What may follow {@code from}, possibly nothing. */
  public Set<S> after(S from) {
    return Collections.unmodifiableSet(next.getOrDefault(from, Set.of()));
  }

  /**
   * Answers {@code to}, if it may follow {@code from}.
   *
   * @throws IllegalStateException naming both, if it may not: a bug in the rules
   */
  S step(Object id, S from, S to) {
    if (!next.getOrDefault(from, Set.of()).contains(to)) {
      throw new IllegalStateException(
          "the " + level + " " + id + " can't go from " + from + " to " + to);
    }
    return to;
  }
}
