package dev.millrace.engine.state;

/**
 * The execution of a task that started a build, in the build that is its parent.
 *
 * @param attempt of the job
 * @param waits whether the task ends with the build, or has ended when it began
 * @param depth how many builds are above the called one, at least 1
 */
public record Caller(
    BuildId build, JobId job, int attempt, TaskId task, int retry, boolean waits, int depth) {
  public Caller {
    if (depth < 1) {
      throw new IllegalArgumentException("a build that was called has depth " + depth);
    }
  }

  /** Whether the task still wants its child, as far as its build, the parent, shows. */
  public boolean isWaitingIn(Build parent) {
    return parent.find(job).stream()
        .filter(found -> found.attempt() == attempt)
        .flatMap(found -> found.tasks().stream())
        .filter(found -> found.id().equals(task) && found.retry() == retry)
        .anyMatch(found -> found.status() == TaskStatus.CALL_WAITING);
  }
}
