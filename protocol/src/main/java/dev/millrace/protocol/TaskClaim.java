package dev.millrace.protocol;

/** The answer to "what shall I do next?". */
public sealed interface TaskClaim {
  /** Run this task. */
  record Do(TaskOrder order) implements TaskClaim {}

  /** Nothing yet: the server itself is at work on the job, or somebody is asked. Claim again. */
  record Wait() implements TaskClaim {}

  /** The job has no more tasks for this worker. */
  record End(String reason) implements TaskClaim {}
}
