package dev.millrace.expression;

import java.io.Writer;

/** A text being built that refuses to grow without end. */
final class BoundedText extends Writer {
  private final int limit;
  private final StringBuilder text = new StringBuilder();

  BoundedText(int limit) {
    this.limit = limit;
  }

  BoundedText add(CharSequence piece, int start, int end) {
    if (end - start > limit - text.length()) {
      throw new Overflow();
    }
    text.append(piece, start, end);
    return this;
  }

  BoundedText add(String piece) {
    return add(piece, 0, piece.length());
  }

  @Override
  public void write(char[] buffer, int offset, int length) {
    if (length > limit - text.length()) {
      throw new Overflow();
    }
    text.append(buffer, offset, length);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }

  /** The text would be longer than its limit. Caught by whoever set the limit. */
  static final class Overflow extends RuntimeException {
    Overflow() {
      super("longer than its limit", null, false, false);
    }
  }
}
