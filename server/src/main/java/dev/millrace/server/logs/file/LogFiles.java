package dev.millrace.server.logs.file;

import dev.millrace.server.logs.Frames;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The two files of one log. They are made by the first write. Reads come from any thread; the rest
 * is called under the locks of {@link LogFile}.
 *
 * <p>A channel is closed under the hands of whoever uses it when one of them is interrupted, so a
 * closed one is opened again by the next use.
 */
final class LogFiles {
  private static final int SCAN_BLOCK = 1024 * 1024;

  /** A place and a check sum over it and its line: the index is not flushed, so it may be torn. */
  static final int PLACE_BYTES = Long.BYTES + Integer.BYTES;

  private final Path lines;
  private final Path places;
  private @Nullable FileChannel channel;
  private @Nullable FileChannel indexChannel;

  LogFiles(Path lines, Path places) {
    this.lines = lines;
    this.places = places;
  }

  /** Measures the log, cuts a torn tail, and fills the index. */
  LogFile.Extent recover(LineIndex index) throws IOException {
    if (!Files.exists(lines)) {
      return LogFile.Extent.EMPTY;
    }
    FileChannel log = channel();
    LogFile.Extent known = loadIndex(index, log);
    LogFile.Extent whole = scan(index, log, known);
    if (whole.bytes() < log.size()) {
      cut(whole.bytes());
    }
    return whole;
  }

  /** What the saved index knows, as far as it can be believed: it was not flushed. */
  private LogFile.Extent loadIndex(LineIndex index, FileChannel log) throws IOException {
    if (!Files.exists(places)) {
      return LogFile.Extent.EMPTY;
    }
    ByteBuffer saved = ByteBuffer.wrap(Files.readAllBytes(places));
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
    if (place > 0 && !endsLineAt(log, place)) {
      index.cut(0);
      return LogFile.Extent.EMPTY;
    }
    return new LogFile.Extent(place, lineCount);
  }

  private static int check(long line, long place) {
    var check = new CRC32C();
    check.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(line).putLong(place).flip());
    return (int) check.getValue();
  }

  private static boolean endsLineAt(FileChannel log, long place) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    return log.read(one, place - 1) == 1 && one.get(0) == '\n';
  }

  private static LogFile.Extent scan(LineIndex index, FileChannel log, LogFile.Extent from)
      throws IOException {
    byte[] block = new byte[SCAN_BLOCK];
    long[] lineCount = {from.lines()};
    long place = from.bytes();
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
    return new LogFile.Extent(place, lineCount[0]);
  }

  void write(byte[] bytes, int from, int to, long place) throws IOException {
    FileChannel log = channel();
    ByteBuffer rest = ByteBuffer.wrap(bytes, from, to - from);
    long at = place;
    while (rest.hasRemaining()) {
      at += log.write(rest, at);
    }
  }

  void flush() throws IOException {
    channel().force(false);
  }

  void cut(long length) throws IOException {
    FileChannel log = channel();
    log.truncate(length);
    log.force(true);
  }

  /** Fills {@code buffer} from {@code place} on. */
  void read(ByteBuffer buffer, long place) throws IOException {
    readFully(channel(), buffer, place);
  }

  private static void readFully(FileChannel log, ByteBuffer buffer, long place) throws IOException {
    long at = place;
    while (buffer.hasRemaining()) {
      int read = log.read(buffer, at);
      if (read < 0) {
        throw new EOFException("shorter than " + at + " bytes");
      }
      at += read;
    }
  }

  /** Saves places of lines that became durable. Lost or torn, they are computed again. */
  void saveIndex(LineIndex index, long before, long now) throws IOException {
    int from = LineIndex.entriesFor(before);
    int to = LineIndex.entriesFor(now);
    if (from == to) {
      return;
    }
    ByteBuffer buffer = ByteBuffer.allocate((to - from) * PLACE_BYTES);
    for (int entry = from; entry < to; entry++) {
      long place = index.place(entry);
      buffer.putLong(place).putInt(check((entry - 1L) * LineIndex.STEP, place));
    }
    buffer.flip();
    long at = (from - 1L) * PLACE_BYTES;
    while (buffer.hasRemaining()) {
      at += indexChannel().write(buffer, at);
    }
  }

  private synchronized FileChannel channel() throws IOException {
    FileChannel open = channel;
    if (open == null || !open.isOpen()) {
      open = openLog();
      channel = open;
    }
    return open;
  }

  private FileChannel openLog() throws IOException {
    try {
      return FileChannel.open(lines, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException isNew) {
      Path folder = lines.resolveSibling(".").normalize();
      DurableFolders.create(folder);
      FileChannel made =
          FileChannel.open(
              lines, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      DurableFolders.flush(folder);
      return made;
    }
  }

  private synchronized FileChannel indexChannel() throws IOException {
    FileChannel open = indexChannel;
    if (open == null || !open.isOpen()) {
      open = FileChannel.open(places, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      indexChannel = open;
    }
    return open;
  }

  synchronized void close() {
    close(channel);
    close(indexChannel);
    channel = null;
    indexChannel = null;
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException _) {
      // Everything acknowledged was flushed before; there is nothing left to lose.
    }
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
