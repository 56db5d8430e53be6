package dev.millrace.server.logs.file;

import dev.millrace.server.logs.Frames;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Finds out how far the whole lines of a file reach, and where every {@value LineIndex#STEP}th
 * begins. Changes nothing.
 */
final class LogScan {
  private static final int BLOCK = 1024 * 1024;

  /** A place and a check sum over it and its line: the index is not flushed, so it may be torn. */
  static final int PLACE_BYTES = Long.BYTES + Integer.BYTES;

  private LogScan() {}

  /** Measures a log from its saved index on, as far as that can be believed. */
  static Extent measure(FileChannel log, Path places, LineIndex index) throws IOException {
    return measureOn(log, index, loadIndex(places, index, log));
  }

  /** Measures a log whose first lines are known. */
  static Extent measureOn(FileChannel log, LineIndex index, Extent known) throws IOException {
    byte[] block = new byte[BLOCK];
    long[] lineCount = {known.lines()};
    long place = known.bytes();
    while (place < log.size()) {
      int length = (int) Math.min(block.length, log.size() - place);
      readFully(log, ByteBuffer.wrap(block, 0, length), place);
      long base = place;
      int whole = Frames.scan(block, length, next -> index.add(++lineCount[0], base + next));
      place += whole;
      boolean tornOrBroken = whole == 0 || (whole < length && length < block.length);
      if (tornOrBroken) {
        break;
      }
    }
    return new Extent(place, lineCount[0]);
  }

  private static Extent loadIndex(Path places, LineIndex index, FileChannel log)
      throws IOException {
    ByteBuffer saved = ByteBuffer.wrap(bytes(places));
    long lineCount = 0;
    long place = 0;
    while (saved.remaining() >= PLACE_BYTES) {
      long next = saved.getLong();
      if (saved.getInt() != check(lineCount, next) || next <= place || next > log.size()) {
        break;
      }
      place = next;
      lineCount += LineIndex.STEP;
      index.add(lineCount, place);
    }
    var known = new Extent(place, lineCount);
    if (!reaches(log, known)) {
      index.cut(0);
      return Extent.EMPTY;
    }
    return known;
  }

  private static byte[] bytes(Path places) throws IOException {
    try {
      return Files.readAllBytes(places);
    } catch (NoSuchFileException notYet) {
      return new byte[0];
    }
  }

  static int check(long line, long place) {
    var check = new CRC32C();
    check.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(line).putLong(place).flip());
    return (int) check.getValue();
  }

  /** Whether a line of the log ends there. */
  static boolean reaches(FileChannel log, Extent extent) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    return extent.bytes() == 0 || (log.read(one, extent.bytes() - 1) == 1 && one.get(0) == '\n');
  }

  /** Fills {@code buffer} from {@code place} on. */
  static void readFully(FileChannel log, ByteBuffer buffer, long place) throws IOException {
    long at = place;
    while (buffer.hasRemaining()) {
      int read = log.read(buffer, at);
      if (read < 0) {
        throw new EOFException("shorter than " + at + " bytes");
      }
      at += read;
    }
  }
}
