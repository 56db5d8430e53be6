package dev.millrace.engine.event;

import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;

/** Keys of a build's timers: what each of them watches. */
public final class TimerKeys {
  private TimerKeys() {}

  /** How long a job waits for a machine and its worker. */
  public static String prepare(JobId job) {
    return "prepare:" + job;
  }

  /** How long a job runs. */
  public static String job(JobId job) {
    return "job:" + job;
  }

  /** How long a task runs, or has to end once it was told to. */
  public static String task(TaskId task) {
    return "task:" + task;
  }

  /** When a failed task is tried again. */
  public static String retry(TaskId task) {
    return "retry:" + task;
  }

  /** When the reviewers of a task are reminded. */
  public static String reminder(TaskId task) {
    return "remind:" + task;
  }

  /** How long a job waits for its mutex. */
  public static String mutex(JobId job) {
    return "mutex:" + job;
  }

  /** How long people have to review a stage. */
  public static String review(StageId stage) {
    return "review:" + stage;
  }

  /** How long a gate of a stage may stay open. */
  public static String gate(StageId stage, Gate.Point point) {
    return switch (point) {
      case IN -> "gate-in:" + stage;
      case OUT -> "gate-out:" + stage;
    };
  }
}
