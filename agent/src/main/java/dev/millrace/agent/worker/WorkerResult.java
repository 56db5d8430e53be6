package dev.millrace.agent.worker;

/** How a worker left its job. */
public enum WorkerResult {
  /** The server had no more tasks. */
  FINISHED,
  /** The job ran longer than its timeout. */
  JOB_TIMED_OUT,
  /** This machine could not offer what the job needs; the server was told. */
  MACHINE_UNFIT,
  /** The job belongs to somebody else, or is over. */
  LEASE_LOST,
  /** The server could not be reached for too long. */
  SERVER_UNREACHABLE,
  /** The worker was interrupted. */
  STOPPED
}
