package dev.millrace.pipeline;

/** What a task's failure does to its job. */
public enum ContinueOnError {
  /** The job fails. */
  NO,
  /** The failure is excused, and the job goes on. */
  AUTO,
  /** The job fails, and a person may skip the task afterwards. */
  MANUAL
}
