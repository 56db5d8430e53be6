package dev.millrace.protocol;

/** Limits of build logs. */
public final class LogLimits {
  /** A longer line is cut into pieces of this size (BK-CI worker: the same). */
  public static final int LINE_MAX_BYTES = 16 * 1024;

  /** What one call may carry. */
  public static final int BATCH_MAX_BYTES = 1024 * 1024;

  /** Digits, letter and space before the text of each framed line. */
  public static final int FRAME_PREFIX_BYTES = 15;

  private LogLimits() {}
}
