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

  /** The build was cancelled; BK-CI has no number for it, and this is the first free one. */
  public static final int CANCELLED = 2199013;

  /** No machine, or no worker on it, in time. */
  public static final int PREPARE_TIMEOUT = 2103006;

  /** A condition can't be evaluated; what it guards is skipped. */
  public static final int BROKEN_CONDITION = 2199014;

  /** A matrix can't be expanded. */
  public static final int BROKEN_MATRIX = 2199015;

  /** A text grows out of bounds when its variables are replaced. */
  public static final int TEXT_TOO_LONG = 2199016;

  /** People did not let a stage or a build begin. */
  public static final int REVIEW_REJECTED = 2199020;

  private FailureCodes() {}
}
