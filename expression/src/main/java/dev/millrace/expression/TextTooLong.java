package dev.millrace.expression;

/** A replacement was stopped: the text would have grown, or be worked on, beyond its limits. */
public final class TextTooLong extends RuntimeException {
  TextTooLong() {
    super(
        "replacing its variables would lengthen the text by more than "
            + Limits.MAX_ADDED_LENGTH
            + " characters, or read and make too many on the way",
        null,
        false,
        false);
  }
}
