package dev.millrace.expression;

/** A replacement was stopped because the text would have grown beyond its limit. */
public final class TextTooLong extends RuntimeException {
  TextTooLong() {
    super(
        "replacing its variables would lengthen the text by more than "
            + Limits.MAX_ADDED_LENGTH
            + " characters",
        null,
        false,
        false);
  }
}
