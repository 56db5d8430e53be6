package dev.millrace.agent.log;

import dev.millrace.protocol.LogKind;
import dev.millrace.protocol.LogLimits;
import java.util.Arrays;

/** A batch of framed lines in the making; the frame is described at {@code LogBatch}. */
final class Frames {
  private static final int SMALLEST_BYTES = 8 * 1024;
  private static final int STAMP_DIGITS = 13;

  private final byte[] stamp = new byte[STAMP_DIGITS];
  private byte[] array = new byte[SMALLEST_BYTES];
  private int length;
  private int lines;
  private long stampMillis = -1;

  boolean isEmpty() {
    return lines == 0;
  }

  int lines() {
    return lines;
  }

  boolean hasRoomFor(int text) {
    return length + LogLimits.FRAME_PREFIX_BYTES + text + 1 <= LogLimits.BATCH_MAX_BYTES;
  }

  void add(long millis, LogKind kind, byte[] text, int from, int to) {
    ensure(LogLimits.FRAME_PREFIX_BYTES + to - from + 1);
    if (millis != stampMillis) {
      stamp(millis);
    }
    System.arraycopy(stamp, 0, array, length, STAMP_DIGITS);
    array[length + STAMP_DIGITS] = (byte) kind.letter();
    array[length + STAMP_DIGITS + 1] = ' ';
    System.arraycopy(text, from, array, length + LogLimits.FRAME_PREFIX_BYTES, to - from);
    length += LogLimits.FRAME_PREFIX_BYTES + to - from;
    array[length++] = '\n';
    lines++;
  }

  /** The framed lines; afterwards the batch is empty. */
  byte[] take() {
    var framed = Arrays.copyOf(array, length);
    length = 0;
    lines = 0;
    return framed;
  }

  private void stamp(long millis) {
    stampMillis = millis;
    long rest = Math.max(0, millis);
    for (int i = STAMP_DIGITS - 1; i >= 0; i--) {
      stamp[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private void ensure(int more) {
    if (length + more > array.length) {
      int bigger = Math.max(length + more, 4 * array.length);
      array = Arrays.copyOf(array, Math.min(bigger, LogLimits.BATCH_MAX_BYTES));
    }
  }
}
