package dev.millrace.engine.state;

/** Numbers of {@link Failure}s the rules themselves make; BK-CI's where it has one. */
public final class FailureCodes {
  /** The job ran longer than its timeout. */
  public static final int JOB_TIMEOUT = 2199005;

  /** The task ran longer than its timeout. */
  public static final int TASK_TIMEOUT = 2199006;

  /** A quality gate was not passed. */
  public static final int QUALITY_GATE = 2199007;

  /** Another job failed, and stage or matrix are set to fast-kill. */
  public static final int FAST_KILL = 2199010;

  /**
   * The build or a part of it was cancelled; BK-CI has no number for it, and this is the first free
   * one.
   */
  public static final int CANCELLED = 2199013;

  /** No machine, or no worker on it, in time. */
  public static final int PREPARE_TIMEOUT = 2103006;

  /** The job on whose machine a job was to run has never had one. */
  public static final int NO_MACHINE_TO_SHARE = 2103022;

  /** A condition can't be evaluated; what it guards is skipped. */
  public static final int BROKEN_CONDITION = 2199014;

  /** A matrix can't be expanded. */
  public static final int BROKEN_MATRIX = 2199015;

  /** A text grows out of bounds when its variables are replaced. */
  public static final int TEXT_TOO_LONG = 2199016;

  /** Somebody skipped a task that had failed. */
  public static final int SKIPPED_BY_HAND = 2199020;

  /** A job did not get its mutex; BK-CI has no number for it. */
  public static final int NO_MUTEX = 2199030;

  /** The machine was lost. */
  public static final int MACHINE_LOST = 2199502;

  /** A review can't be asked for, or was rejected. */
  public static final int REVIEW = 2199017;

  /** Another pipeline can't be called, or its build says no more than that it failed. */
  public static final int SUB_PIPELINE = 2199018;

  private FailureCodes() {}

  /** Whether a failure of this number ends its job, so that no task is tried again. */
  public static boolean endsJob(int code) {
    return code == JOB_TIMEOUT || code == FAST_KILL || code == MACHINE_LOST;
  }
}
