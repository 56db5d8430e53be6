package dev.millrace.server.logs;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.TaskId;

/** Names the log of one execution of a task. */
public record LogKey(BuildId build, TaskId task, int attempt, int retry)
    implements Comparable<LogKey> {
  public LogKey {
    if (attempt < 1 || retry < 0) {
      throw new IllegalArgumentException(
          "task " + task + " has no execution " + attempt + "." + retry);
    }
  }

  @Override
  public int compareTo(LogKey other) {
    int order = build.compareTo(other.build);
    order = order != 0 ? order : task.compareTo(other.task);
    order = order != 0 ? order : Integer.compare(attempt, other.attempt);
    return order != 0 ? order : Integer.compare(retry, other.retry);
  }
}
