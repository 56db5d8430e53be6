package dev.millrace.engine.state;

/** Names a task within its build: its job and its position from 1, {@code compile:3}. */
public record TaskId(String value) implements Comparable<TaskId> {
  public TaskId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a TaskId must not be empty");
    }
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
