package dev.millrace.engine.state;

/** Where a stage is. */
public enum StageStatus {
  QUEUE,
  /** Waits for people to say whether it may begin. */
  PAUSE,
  RUNNING,
  SUCCEED,
  FAILED,
  CANCELED,
  /** Its own condition said no, or it is disabled, or all its jobs were skipped. */
  SKIP,
  /** People did not let it begin. */
  STAGE_SUCCESS,
  /** Never reached: the build went on to its finally jobs, or ended. */
  UNEXEC;

  public boolean isFinished() {
    return switch (this) {
      case QUEUE, PAUSE, RUNNING -> false;
      case SUCCEED, FAILED, CANCELED, SKIP, STAGE_SUCCESS, UNEXEC -> true;
    };
  }
}
