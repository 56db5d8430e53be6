package dev.millrace.agent.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Keeps batches on disk while the server can't take them, first in first out, up to a limit. Begun
 * when needed and deleted when empty. Belongs to the shipper's thread.
 */
final class LogSpool {
  /** One batch: what names it stays in memory, its bytes on disk. */
  record Entry(LogStream stream, int lines, long at, int length) {}

  private final Path file;
  private final long limitBytes;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private Optional<FileChannel> channel = Optional.empty();
  private long end;

  LogSpool(Path file, long limitBytes) {
    this.file = file;
    this.limitBytes = limitBytes;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  boolean hasRoomFor(int bytes) {
    return end + bytes <= limitBytes;
  }

  /**
   * Puts a batch at the end.
   *
   * @throws IOException when the disk does not take it; then nothing has changed
   */
  void add(LogStream stream, int lines, byte[] framed) throws IOException {
    var bytes = ByteBuffer.wrap(framed);
    long at = end;
    while (bytes.hasRemaining()) {
      at += open().write(bytes, at);
    }
    entries.add(new Entry(stream, lines, end, framed.length));
    end += framed.length;
  }

  Entry first() {
    return entries.getFirst();
  }

  byte[] bytesOf(Entry entry) throws IOException {
    var bytes = ByteBuffer.allocate(entry.length());
    while (bytes.hasRemaining()) {
      if (open().read(bytes, entry.at() + bytes.position()) < 0) {
        throw new IOException("the log spool " + file + " is shorter than what was written to it");
      }
    }
    return bytes.array();
  }

  void removeFirst() {
    entries.removeFirst();
    if (entries.isEmpty()) {
      clear();
    }
  }

  /** Forgets everything and frees the disk. */
  void clear() {
    entries.clear();
    end = 0;
    try {
      if (channel.isPresent()) {
        channel.get().close();
        channel = Optional.empty();
        Files.deleteIfExists(file);
      }
    } catch (IOException leftBehind) {
      // The folder it is in belongs to the job and is deleted with it.
      channel = Optional.empty();
    }
  }

  private FileChannel open() throws IOException {
    if (channel.isEmpty()) {
      channel =
          Optional.of(
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE));
    }
    return channel.get();
  }
}
