package dev.millrace.pipeline.yaml.shape;

/**
 * A key and what may stand behind it.
 *
 * @param doc what it means, for people in an editor
 */
record Field(String name, Shape shape, boolean required, Era era, String doc) {
  /** Where a key may be written. */
  enum Era {
    ALWAYS,
    /** In files of version 2 only. */
    V2,
    /** Accepted because files have it, and without effect: the author is told. */
    IGNORED
  }

  boolean isIn(FormatVersion version) {
    return era != Era.V2 || version == FormatVersion.V2;
  }
}
