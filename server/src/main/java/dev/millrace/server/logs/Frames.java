package dev.millrace.server.logs;

import dev.millrace.protocol.LogBatch;
import dev.millrace.protocol.LogKind;
import dev.millrace.protocol.LogLimits;

/** Looks through framed lines; {@link LogBatch} says how they are framed. */
public final class Frames {
  private static final int DIGITS = LogLimits.FRAME_PREFIX_BYTES - 2;
  private static final boolean[] IS_KIND = kinds();

  private Frames() {}

  /** Takes note of a whole frame. */
  @FunctionalInterface
  public interface FrameEnd {
    /**
     * A frame ends.
     *
     * @param next position behind its line feed
     */
    void at(int next);
  }

  /**
   * Goes through whole, well-formed frames.
   *
   * @return how many bytes they are; fewer than {@code length} if what follows is torn or malformed
   */
  public static int scan(byte[] bytes, int length, FrameEnd frameEnd) {
    int start = 0;
    while (start < length) {
      int end = end(bytes, start, length);
      if (end < 0 || !hasPrefix(bytes, start, end)) {
        return start;
      }
      start = end + 1;
      frameEnd.at(start);
    }
    return start;
  }

  /**
   * Checks a batch as a whole.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public static void check(LogBatch batch) {
    byte[] framed = batch.framed();
    if (framed.length > LogLimits.BATCH_MAX_BYTES) {
      throw new IllegalArgumentException(
          "a batch of " + framed.length + " bytes is over " + LogLimits.BATCH_MAX_BYTES);
    }
    if (batch.firstLine() < 0) {
      throw new IllegalArgumentException("a batch can't begin at line " + batch.firstLine());
    }
    int[] lines = {0};
    int whole = scan(framed, framed.length, _ -> lines[0]++);
    if (whole != framed.length) {
      throw new IllegalArgumentException(
          "a batch has no well-formed line at byte " + whole + " of " + framed.length);
    }
    if (lines[0] != batch.lines()) {
      throw new IllegalArgumentException(
          "a batch says " + batch.lines() + " lines and has " + lines[0]);
    }
  }

  /** Position behind the first {@code lines} lines of {@code framed}. */
  public static int skip(byte[] framed, int length, long lines) {
    int at = 0;
    for (long left = lines; left > 0; left--) {
      int end = end(framed, at, length);
      if (end < 0) {
        throw new IllegalArgumentException(lines + " lines are more than there are");
      }
      at = end + 1;
    }
    return at;
  }

  /** Position of the next line feed from {@code start}, or -1. */
  private static int end(byte[] bytes, int start, int length) {
    for (int at = start; at < length; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  private static boolean hasPrefix(byte[] bytes, int start, int end) {
    if (end - start < LogLimits.FRAME_PREFIX_BYTES
        || end - start > LogLimits.FRAME_PREFIX_BYTES + LogLimits.LINE_MAX_BYTES) {
      return false;
    }
    for (int at = start; at < start + DIGITS; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
    }
    int kind = bytes[start + DIGITS];
    return kind >= 0 && IS_KIND[kind] && bytes[start + DIGITS + 1] == ' ';
  }

  private static boolean[] kinds() {
    boolean[] kinds = new boolean[128];
    for (LogKind kind : LogKind.values()) {
      kinds[kind.letter()] = true;
    }
    return kinds;
  }
}
