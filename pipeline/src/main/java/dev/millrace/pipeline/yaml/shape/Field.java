package dev.millrace.pipeline.yaml.shape;

import dev.millrace.pipeline.problem.Phrase;
import java.util.Optional;

/**
 * A key and what may stand behind it.
 *
 * @param doc what it means, for people in an editor
 * @param ignoredBecause present: it is accepted because files have it, and without effect for this
 *     reason, which the author is told
 */
record Field(
    String name,
    Shape shape,
    boolean required,
    Era era,
    String doc,
    Optional<Phrase> ignoredBecause) {
  Field(String name, Shape shape, boolean required, Era era, String doc) {
    this(name, shape, required, era, doc, Optional.empty());
  }

  /** Where a key may be written. */
  enum Era {
    ALWAYS,
    /** In files of version 2 only. */
    V2
  }

  boolean isIn(FormatVersion version) {
    return era != Era.V2 || version == FormatVersion.V2;
  }
}
