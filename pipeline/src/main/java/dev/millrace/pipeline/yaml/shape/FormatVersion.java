package dev.millrace.pipeline.yaml.shape;

import java.util.Optional;

/** Versions of the YAML format. */
public enum FormatVersion {
  /** Read for import only: the format's own platform takes it no more. */
  V2("v2.0"),
  V3("v3.0");

  private final String text;

  FormatVersion(String text) {
    this.text = text;
  }

  /** What stands behind {@code version}. */
  public String text() {
    return text;
  }

  /** The version written as {@code text}. */
  public static Optional<FormatVersion> of(String text) {
    for (FormatVersion version : values()) {
      if (version.text.equals(text)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }
}
