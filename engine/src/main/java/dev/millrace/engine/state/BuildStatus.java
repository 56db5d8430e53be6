package dev.millrace.engine.state;

/** Where a build is. */
public enum BuildStatus {
  QUEUE,
  RUNNING,
  SUCCEED,
  FAILED,
  CANCELED;

  public boolean isFinished() {
    return switch (this) {
      case QUEUE, RUNNING -> false;
      case SUCCEED, FAILED, CANCELED -> true;
    };
  }
}
