package dev.millrace.server.logs.file;

import dev.millrace.server.logs.LogSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Takes lines out of a log whose index and length are known. */
final class LineReader {
  private static final int READ_BLOCK = 64 * 1024;

  private final Bytes bytes;
  private final LineIndex index;

  /** The bytes of a log. */
  interface Bytes {
    /** Fills {@code buffer} from {@code place} on. */
    void read(ByteBuffer buffer, long place) throws IOException;
  }

  LineReader(Bytes bytes, LineIndex index) {
    this.bytes = bytes;
    this.index = index;
  }

  /** Lines of a log that reaches up to {@code end}. */
  LogSlice read(long firstLine, int maxLines, int maxBytes, Extent end) throws IOException {
    if (firstLine >= end.lines() || maxLines == 0) {
      return new LogSlice(firstLine, 0, new byte[0]);
    }
    long start = placeOf(firstLine, end);
    long lines = Math.min(maxLines, end.lines() - firstLine);
    return slice(firstLine, lines, start, end, maxBytes);
  }

  /** Reads blocks until there are enough lines, or enough bytes and at least one line. */
  private LogSlice slice(long firstLine, long lines, long start, Extent end, int maxBytes)
      throws IOException {
    byte[] framed = new byte[0];
    int whole = 0;
    int count = 0;
    while (count < lines && (count == 0 || framed.length < maxBytes)) {
      int more =
          (int) Math.min(Math.max(READ_BLOCK, framed.length), end.bytes() - start - framed.length);
      if (more == 0) {
        break;
      }
      int old = framed.length;
      framed = Arrays.copyOf(framed, old + more);
      bytes.read(ByteBuffer.wrap(framed, old, more), start + old);
      for (int at = old; at < framed.length && count < lines; at++) {
        if (framed[at] == '\n' && (count == 0 || at < maxBytes)) {
          whole = at + 1;
          count++;
        }
      }
    }
    return new LogSlice(firstLine, count, Arrays.copyOf(framed, whole));
  }

  private long placeOf(long line, Extent end) throws IOException {
    long place = index.placeBefore(line);
    long left = line % LineIndex.STEP;
    byte[] block = new byte[READ_BLOCK];
    while (left > 0) {
      int length = (int) Math.min(block.length, end.bytes() - place);
      bytes.read(ByteBuffer.wrap(block, 0, length), place);
      int at = 0;
      while (at < length && left > 0) {
        if (block[at++] == '\n') {
          left--;
        }
      }
      place += at;
    }
    return place;
  }
}
