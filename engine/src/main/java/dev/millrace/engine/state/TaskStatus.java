package dev.millrace.engine.state;

/** Where a task is. */
public enum TaskStatus {
  QUEUE,
  /** Chosen to run next; its worker has not claimed it yet. */
  QUEUE_CACHE,
  RUNNING,
  /** Failed and will run again by itself, after a short wait. */
  RETRY,
  /** A person must say whether it may run. */
  PAUSE,
  /** Waits for a reviewer. */
  REVIEWING,
  /** Waits for the build of another pipeline. */
  CALL_WAITING,
  /** Its quality gate was asked for, and is not answered yet. */
  QUALITY_CHECKING,
  /** Waits for a gatekeeper. */
  QUALITY_CHECK_WAIT,
  SUCCEED,
  FAILED,
  /** A reviewer or a gatekeeper said no. */
  REVIEW_ABORT,
  /** Its quality gate was not passed, and nobody let it pass. */
  QUALITY_CHECK_FAIL,
  /** Its own timeout ended it. */
  EXEC_TIMEOUT,
  CANCELED,
  /** Its own condition said no, it is disabled, or a person skipped it. */
  SKIP,
  /** Never reached. */
  UNEXEC;

  public boolean isFinished() {
    return switch (this) {
      case QUEUE,
          QUEUE_CACHE,
          RUNNING,
          RETRY,
          PAUSE,
          REVIEWING,
          CALL_WAITING,
          QUALITY_CHECKING,
          QUALITY_CHECK_WAIT ->
          false;
      case SUCCEED,
          FAILED,
          REVIEW_ABORT,
          QUALITY_CHECK_FAIL,
          EXEC_TIMEOUT,
          CANCELED,
          SKIP,
          UNEXEC ->
          true;
    };
  }
}
