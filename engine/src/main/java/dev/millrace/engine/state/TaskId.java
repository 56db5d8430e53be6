package dev.millrace.engine.state;

/** Names a task within its build: its job and its position from 1, {@code compile:3}. */
public record TaskId(String value) implements Comparable<TaskId> {
  public TaskId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a TaskId must not be empty");
    }
  }

  /** Names the task at {@code position}, from 1, of a job. */
  public static TaskId of(JobId job, int position) {
    return new TaskId(job.value() + ":" + position);
  }

  /** The position in the job, from 1; 0 if this id does not say. */
  public int position() {
    int colon = value.lastIndexOf(':');
    int position = 0;
    for (int i = colon + 1; i < value.length(); i++) {
      int digit = value.charAt(i) - '0';
      if (digit < 0 || digit > 9 || position > 1_000_000) {
        return 0;
      }
      position = position * 10 + digit;
    }
    return colon < 0 ? 0 : position;
  }

  @Override
  public int compareTo(TaskId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
