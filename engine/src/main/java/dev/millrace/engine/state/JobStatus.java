package dev.millrace.engine.state;

/** Where a job is. */
public enum JobStatus {
  /** Its stage has not reached it, or a limit of its matrix holds it back. */
  QUEUE,
  /** Waits for jobs it depends on. */
  DEPENDENT_WAITING,
  /** Waits for a machine and its worker. */
  PREPARE_ENV,
  RUNNING,
  /** A person must say whether its next task may run; it has no machine meanwhile. */
  PAUSE,
  SUCCEED,
  FAILED,
  CANCELED,
  SKIP,
  /** Never reached. */
  UNEXEC;

  public boolean isFinished() {
    return switch (this) {
      case QUEUE, DEPENDENT_WAITING, PREPARE_ENV, RUNNING, PAUSE -> false;
      case SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> true;
    };
  }
}
