package dev.millrace.engine.state;

/**
 * Names a stage within its build: the author's id or {@code stage-N}; {@code finally} for the last.
 */
public record StageId(String value) implements Comparable<StageId> {
  /** The stage of the finally jobs. */
  public static final StageId FINALLY = new StageId("finally");

  public StageId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a StageId must not be empty");
    }
  }

  @Override
  public int compareTo(StageId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
