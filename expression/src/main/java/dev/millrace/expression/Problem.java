package dev.millrace.expression;

import dev.millrace.wording.Plain;
import dev.millrace.wording.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with an expression, for the person who wrote it.
 *
 * @param offset where it begins, in characters from the start of the text, from 0
 * @param line the line of that place, from 1
 * @param column the place within that line, from 1
 * @param what what was found and what was expected, without a full stop
 * @param fix what to write instead, where we can guess
 */
public record Problem(int offset, int line, int column, Sentence what, @Nullable Sentence fix) {
  static Problem at(String text, int offset, Sentence what, @Nullable Sentence fix) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Problem(offset, line, offset - lineStart + 1, what, fix);
  }

  /** This problem of a piece of text, as a problem of the whole text the piece was cut from. */
  Problem within(String whole, int pieceOffset) {
    return at(whole, pieceOffset + offset, what, fix);
  }

  /** {@link #what()} in English. */
  public String message() {
    return what.english();
  }

  /** {@link #fix()} in English. */
  public @Nullable String hint() {
    return fix == null ? null : fix.english();
  }

  /** Place, what and fix in one sentence. */
  public Sentence whole() {
    Sentence place =
        line == 1
            ? ExpressionWording.AT_COLUMN.of(column)
            : ExpressionWording.AT_LINE.of(line, column);
    return place.because(fix == null ? what : Plain.INSTEAD.of(what, fix));
  }

  /** {@link #whole()} in English. */
  public String describe() {
    return whole().english();
  }
}
