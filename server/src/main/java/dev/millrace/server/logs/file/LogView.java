package dev.millrace.server.logs.file;

import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.server.logs.LogSize;
import dev.millrace.server.logs.LogSlice;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One log that somebody else may be writing. Each look measures what has come since the look
 * before; nothing stays open in between.
 */
final class LogView {
  private final Path lines;
  private final Path places;

  /** Guards what is known, too. */
  private final ReentrantLock looking = new ReentrantLock();

  private final LineIndex index = new LineIndex();
  private Extent known = Extent.EMPTY;

  /** Looks at a log as it is now. */
  private interface Look<T> {
    T at(LineReader reader, Extent end) throws IOException;
  }

  LogView(Path lines, Path places) {
    this.lines = lines;
    this.places = places;
  }

  LogSize size() {
    return look((_, end) -> new LogSize(end.lines(), end.bytes()), LogSize.EMPTY);
  }

  LogSlice read(long firstLine, int maxLines, int maxBytes) {
    return look(
        (reader, end) -> reader.read(firstLine, maxLines, maxBytes, end),
        new LogSlice(firstLine, 0, new byte[0]));
  }

  private <T> T look(Look<T> look, T whereNoLogIs) {
    looking.lock();
    try (FileChannel log = FileChannel.open(lines, StandardOpenOption.READ)) {
      measure(log);
      var reader = new LineReader((buffer, place) -> LogScan.readFully(log, buffer, place), index);
      return look.at(reader, known);
    } catch (NoSuchFileException notYet) {
      forget();
      return whereNoLogIs;
    } catch (IOException failure) {
      forget();
      throw new EndpointUnavailable(
          "the log " + lines + " can't be read now: " + failure.getMessage(), failure);
    } finally {
      looking.unlock();
    }
  }

  /** A writer that failed takes back what it wrote, so a log may also have become shorter. */
  private void measure(FileChannel log) throws IOException {
    if (!LogScan.reaches(log, known)) {
      forget();
    }
    known =
        known.equals(Extent.EMPTY)
            ? LogScan.measure(log, places, index)
            : LogScan.measureOn(log, index, known);
  }

  private void forget() {
    index.cut(0);
    known = Extent.EMPTY;
  }
}
