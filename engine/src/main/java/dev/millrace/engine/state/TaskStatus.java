package dev.millrace.engine.state;

/** Where a task is. */
public enum TaskStatus {
  QUEUE,
  /** Chosen to run next; its worker has not claimed it yet. */
  QUEUE_CACHE,
  RUNNING,
  /** Failed and will run again by itself. */
  RETRY,
  SUCCEED,
  FAILED,
  /** Its own timeout ended it. */
  EXEC_TIMEOUT,
  CANCELED,
  /** Its own condition said no, it is disabled, or a person skipped it. */
  SKIP,
  /** Never reached. */
  UNEXEC;

  public boolean isFinished() {
    return switch (this) {
      case QUEUE, QUEUE_CACHE, RUNNING, RETRY -> false;
      case SUCCEED, FAILED, EXEC_TIMEOUT, CANCELED, SKIP, UNEXEC -> true;
    };
  }
}
