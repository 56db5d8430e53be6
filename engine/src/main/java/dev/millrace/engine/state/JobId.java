package dev.millrace.engine.state;

/**
 * Names a job within its build: the author's id; a matrix child adds its position, {@code test.0}.
 */
public record JobId(String value) implements Comparable<JobId> {
  public JobId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a JobId must not be empty");
    }
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
