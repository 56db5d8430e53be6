package dev.millrace.engine.state;

/** Names one build in the whole installation. */
public record BuildId(String value) implements Comparable<BuildId> {
  public BuildId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a BuildId must not be empty");
    }
  }

  @Override
  public int compareTo(BuildId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
