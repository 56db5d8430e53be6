package dev.millrace.server.logs.file;

import java.util.Arrays;

/**
 * Where every {@value #STEP}th line of a log begins. Grown by whoever writes the log; safe to read
 * for lines that were published to the reader.
 */
final class LineIndex {
  static final int STEP = 1_024;

  /** {@code places[n]} is where line {@code n * STEP} begins; line 0 begins at 0. */
  private volatile long[] places = new long[16];

  private volatile int size = 1;

  /** Takes note that line {@code line} begins at {@code place}. */
  void add(long line, long place) {
    int known = size;
    if (line % STEP != 0 || line / STEP != known) {
      return;
    }
    if (known == places.length) {
      places = Arrays.copyOf(places, 2 * known);
    }
    places[known] = place;
    size = known + 1;
  }

  /** Forgets places of lines behind {@code lines}. */
  void cut(long lines) {
    size = Math.min(size, entriesFor(lines));
  }

  /** How many entries a log of so many lines has. */
  static int entriesFor(long lines) {
    return Math.toIntExact(lines / STEP) + 1;
  }

  /** Where the last indexed line at or before {@code line} begins. */
  long placeBefore(long line) {
    return places[Math.toIntExact(line / STEP)];
  }

  long place(int entry) {
    return places[entry];
  }
}
