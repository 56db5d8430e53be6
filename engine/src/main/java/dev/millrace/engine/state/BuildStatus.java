package dev.millrace.engine.state;

/** Where a build is. */
public enum BuildStatus {
  QUEUE,
  RUNNING,
  SUCCEED,
  FAILED,
  CANCELED,
  /** Waited in its queue for longer than that allows. */
  QUEUE_TIMEOUT;

  public boolean isFinished() {
    return switch (this) {
      case QUEUE, RUNNING -> false;
      case SUCCEED, FAILED, CANCELED, QUEUE_TIMEOUT -> true;
    };
  }
}
