package dev.millrace.server.pipelines;

import java.util.Optional;

/**
 * Names a version within its pipeline: from 1, in the order of their beginning, never given twice.
 * A draft keeps its number when it is released.
 */
public record VersionNumber(int value) implements Comparable<VersionNumber> {
  public VersionNumber {
    if (value < 1) {
      throw new IllegalArgumentException("versions count from 1, not " + value);
    }
  }

  /** The number that a text writes; empty: it is none. */
  public static Optional<VersionNumber> of(String text) {
    return text.matches("[1-9][0-9]{0,8}")
        ? Optional.of(new VersionNumber(Integer.parseInt(text)))
        : Optional.empty();
  }

  @Override
  public int compareTo(VersionNumber other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
