package dev.millrace.protocol;

/** How the execution of a task ended, as its worker saw it. */
public enum TaskOutcome {
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  CANCELLED
}
