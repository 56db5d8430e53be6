package dev.millrace.agent.process;

/** Why running processes shall stop. */
public enum StopReason {
  /** Somebody cancelled the task. */
  CANCELLED,
  /** The task ran longer than its timeout. */
  TASK_TIMEOUT,
  /** The job ran longer than its timeout. */
  JOB_TIMEOUT,
  /** The worker itself is told to stop. */
  WORKER_STOPPED,
  /** The job belongs to somebody else now: no grace, each further step could do harm. */
  LEASE_LOST
}
