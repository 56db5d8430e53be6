package dev.millrace.server.logs.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The two files of one log. They are made by the first write. Reads come from any thread; the rest
 * is called under the locks of {@link LogFile}.
 *
 * <p>A channel is closed under the hands of whoever uses it when one of them is interrupted, so a
 * closed one is opened again by the next use.
 */
final class LogFiles {
  private final Path lines;
  private final Path places;
  private @Nullable FileChannel channel;
  private @Nullable FileChannel indexChannel;

  LogFiles(Path lines, Path places) {
    this.lines = lines;
    this.places = places;
  }

  /** Measures the log, cuts a torn tail, and fills the index. */
  Extent recover(LineIndex index) throws IOException {
    if (!Files.exists(lines)) {
      return Extent.EMPTY;
    }
    FileChannel log = channel();
    Extent whole = LogScan.measure(log, places, index);
    if (whole.bytes() < log.size()) {
      cut(whole.bytes());
    }
    return whole;
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
    LogScan.readFully(channel(), buffer, place);
  }

  /** Saves places of lines that became durable. Lost or torn, they are computed again. */
  void saveIndex(LineIndex index, long before, long now) throws IOException {
    int from = LineIndex.entriesFor(before);
    int to = LineIndex.entriesFor(now);
    if (from == to) {
      return;
    }
    ByteBuffer buffer = ByteBuffer.allocate((to - from) * LogScan.PLACE_BYTES);
    for (int entry = from; entry < to; entry++) {
      long place = index.place(entry);
      buffer.putLong(place).putInt(LogScan.check((entry - 1L) * LineIndex.STEP, place));
    }
    buffer.flip();
    long at = (from - 1L) * LogScan.PLACE_BYTES;
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
