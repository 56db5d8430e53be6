package dev.millrace.engine.state;

/** Names one pipeline in the whole installation, whatever it is called and however it changes. */
public record PipelineId(String value) implements Comparable<PipelineId> {
  public PipelineId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a PipelineId must not be empty");
    }
  }

  @Override
  public int compareTo(PipelineId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
