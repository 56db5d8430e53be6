package dev.millrace.engine.state;

/** Where a build is. */
public enum BuildStatus {
  /** Waits for people to say whether it may begin at all. */
  TRIGGER_REVIEWING,
  QUEUE,
  RUNNING,
  /**
   * Parked: a stage of it waits for people. BK-CI calls this STAGE_SUCCESS without an end; as a
   * status of its own it can't be taken for the end that is called so.
   */
  PAUSE,
  SUCCEED,
  FAILED,
  CANCELED,
  /** Waited in its queue for longer than that allows. */
  QUEUE_TIMEOUT,
  /** Over, because people did not let a stage begin. Nothing failed. */
  STAGE_SUCCESS;

  public boolean isFinished() {
    return switch (this) {
      case TRIGGER_REVIEWING, QUEUE, RUNNING, PAUSE -> false;
      case SUCCEED, FAILED, CANCELED, QUEUE_TIMEOUT, STAGE_SUCCESS -> true;
    };
  }
}
