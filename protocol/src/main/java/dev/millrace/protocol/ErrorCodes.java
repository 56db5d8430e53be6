package dev.millrace.protocol;

/** Error codes of the BK-CI worker protocol that users and tools know by number. */
public final class ErrorCodes {
  /** A worker reported its start twice for the same attempt. */
  public static final int JOB_ALREADY_STARTED = 2101255;

  /** The build is over; the worker has no business any more. */
  public static final int BUILD_FINISHED = 2101182;

  /** A script ended with an exit code that is not 0. */
  public static final int SCRIPT_FAILED = 2199011;

  /** The task is of a kind, or has an input, that can't be run. */
  public static final int TASK_INPUT_INVALID = 2199002;

  /** A plugin failed without a code of its own. */
  public static final int PLUGIN_DEFAULT = 2199001;

  /** The job ran longer than its timeout, or a build waited too long in the queue. */
  public static final int JOB_TIMEOUT = 2199005;

  /** The task ran longer than its timeout. */
  public static final int TASK_TIMEOUT = 2199006;

  /** Another job of the stage failed and the stage is set to fast-kill. */
  public static final int FAST_KILL = 2199010;

  /** The worker was told to stop before its work was done. */
  public static final int WORKER_STOPPED = 2189500;

  /** The machine lacks what the work needs: a folder, an interpreter, room on a disk. */
  public static final int MACHINE_UNFIT = 2189504;

  /** The worker failed at a task by a fault of its own. */
  public static final int WORKER_FAULT = 2189505;

  /** The build machine was lost while it ran the job. */
  public static final int MACHINE_LOST = 2199502;

  private ErrorCodes() {}
}
