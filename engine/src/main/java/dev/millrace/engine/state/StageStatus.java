package dev.millrace.engine.state;

/** Where a stage is. */
public enum StageStatus {
  QUEUE,
  RUNNING,
  SUCCEED,
  FAILED,
  CANCELED,
  /** Its own condition said no, or it is disabled, or all its jobs were skipped. */
  SKIP,
  /** Never reached: the build went on to its finally jobs, or ended. */
  UNEXEC;

  public boolean isFinished() {
    return switch (this) {
      case QUEUE, RUNNING -> false;
      case SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> true;
    };
  }
}
