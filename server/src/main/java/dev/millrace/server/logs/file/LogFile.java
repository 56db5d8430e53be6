package dev.millrace.server.logs.file;

import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.protocol.LogBatch;
import dev.millrace.protocol.LogKind;
import dev.millrace.protocol.LogLimits;
import dev.millrace.server.logs.Frames;
import dev.millrace.server.logs.LogSize;
import dev.millrace.server.logs.LogSlice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * One log. What is written is guarded by {@code writing}; what is durable is changed under {@code
 * flushing} and read by anybody. Readers see durable lines only.
 */
final class LogFile {
  private final LogFiles files;
  private final long maxBytes;
  private final LineIndex index = new LineIndex();
  private final LineReader reader;

  private final ReentrantLock writing = new ReentrantLock();
  private Extent written = Extent.EMPTY;

  /** After a failed write or flush nothing behind the durable lines can be trusted. */
  private boolean damaged;

  private final ReentrantLock flushing = new ReentrantLock();
  private final Condition grown = flushing.newCondition();
  private volatile Extent durable = Extent.EMPTY;
  private boolean closed;

  /** Opens the log, cutting what a crash left torn. */
  LogFile(LogFiles files, long maxBytes) {
    this.files = files;
    this.maxBytes = maxBytes;
    this.reader = new LineReader(files::read, index);
    try {
      written = files.recover(index);
      durable = written;
    } catch (IOException failure) {
      files.close();
      throw unavailable(failure);
    }
  }

  LogSize size() {
    Extent extent = durable;
    return new LogSize(extent.lines(), extent.bytes());
  }

  /** Appends and flushes; appends that wait together share a flush. */
  void append(LogBatch batch) {
    Extent end;
    writing.lock();
    try {
      repair();
      end = write(batch);
    } catch (IOException failure) {
      damaged = true;
      throw unavailable(failure);
    } finally {
      writing.unlock();
    }
    flush(end);
  }

  private void repair() throws IOException {
    if (damaged) {
      files.cut(durable.bytes());
      index.cut(durable.lines());
      written = durable;
      damaged = false;
    }
  }

  private Extent write(LogBatch batch) throws IOException {
    if (written.bytes() >= maxBytes) {
      return written; // full, and its last line says so
    }
    if (batch.firstLine() > written.lines()) {
      throw new IllegalArgumentException(
          "a batch begins at line "
              + batch.firstLine()
              + ", behind a gap: the log of task "
              + batch.taskId()
              + " has "
              + written.lines()
              + " lines");
    }
    long stored = Math.min(written.lines() - batch.firstLine(), batch.lines());
    byte[] framed = batch.framed();
    int from = Frames.skip(framed, framed.length, stored);
    if (from == framed.length) {
      return written;
    }
    written = put(framed, from, framed.length);
    if (written.bytes() >= maxBytes) {
      byte[] full = fullFrame(framed);
      written = put(full, 0, full.length);
    }
    return written;
  }

  private Extent put(byte[] framed, int from, int to) throws IOException {
    files.write(framed, from, to, written.bytes());
    long lines = written.lines();
    for (int at = from; at < to; at++) {
      if (framed[at] == '\n') {
        lines++;
        index.add(lines, written.bytes() + at + 1 - from);
      }
    }
    return new Extent(written.bytes() + to - from, lines);
  }

  /** The line that says why there are no more, at the time of the line before it. */
  private byte[] fullFrame(byte[] framed) {
    int last = framed.length - 1;
    while (last > 0 && framed[last - 1] != '\n') {
      last--;
    }
    String time =
        new String(framed, last, LogLimits.FRAME_PREFIX_BYTES - 2, StandardCharsets.US_ASCII);
    String text = "This log has reached " + maxBytes + " bytes; further lines are not kept.";
    return (time + LogKind.PLATFORM.letter() + " " + text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private void flush(Extent end) {
    flushing.lock();
    try {
      if (durable.bytes() >= end.bytes()) {
        return;
      }
      Extent reached = writtenNow();
      files.flush();
      Extent before = durable;
      durable = reached;
      grown.signalAll();
      files.saveIndex(index, before.lines(), reached.lines());
    } catch (IOException failure) {
      markDamaged();
      throw unavailable(failure);
    } finally {
      flushing.unlock();
    }
  }

  private Extent writtenNow() throws IOException {
    writing.lock();
    try {
      if (damaged) {
        throw new IOException("an earlier write failed");
      }
      return written;
    } finally {
      writing.unlock();
    }
  }

  private void markDamaged() {
    writing.lock();
    try {
      damaged = true;
    } finally {
      writing.unlock();
    }
  }

  LogSlice read(long firstLine, int maxLines, int maxBytes) {
    try {
      return reader.read(firstLine, maxLines, maxBytes, durable);
    } catch (IOException failure) {
      throw unavailable(failure);
    }
  }

  /** Blocks until the log has the line, it is enough, time is up, or the logs are closed. */
  void await(long line, Duration wait, BooleanSupplier isEnough) {
    long left = wait.toNanos();
    flushing.lock();
    try {
      while (!closed && left > 0 && durable.lines() <= line && !isEnough.getAsBoolean()) {
        left = grown.awaitNanos(left);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      flushing.unlock();
    }
  }

  /** Has those who wait ask whether it is enough. */
  void wake() {
    flushing.lock();
    try {
      grown.signalAll();
    } finally {
      flushing.unlock();
    }
  }

  /** Whether something must be put right before this may be let go of. */
  boolean isDamaged() {
    writing.lock();
    try {
      return damaged;
    } finally {
      writing.unlock();
    }
  }

  void close() {
    flushing.lock();
    try {
      closed = true;
      grown.signalAll();
      files.close();
    } finally {
      flushing.unlock();
    }
  }

  private EndpointUnavailable unavailable(IOException failure) {
    return new EndpointUnavailable(
        "the log " + files + " can't be read or written now: " + failure.getMessage(), failure);
  }
}
