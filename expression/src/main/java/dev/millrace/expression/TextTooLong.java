package dev.millrace.expression;

import dev.millrace.wording.Sentence;

/** A replacement was stopped: the text would have grown, or be worked on, beyond its limits. */
public final class TextTooLong extends RuntimeException {
  private static final Sentence REASON =
      ExpressionWording.TEXT_TOO_LONG.of(Limits.MAX_ADDED_LENGTH);

  TextTooLong() {
    super(REASON.english(), null, false, false);
  }

  /** What happened, for the author of the text. */
  public Sentence reason() {
    return REASON;
  }
}
