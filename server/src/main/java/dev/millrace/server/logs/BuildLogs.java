package dev.millrace.server.logs;

import dev.millrace.engine.state.BuildId;
import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.protocol.LogBatch;
import java.time.Duration;
import java.util.List;

/**
 * The logs of builds. A log is one sequence of lines, numbered from 0, that only grows; one that
 * was never written to is empty.
 *
 * <p>Every method may block and may be called from any thread; appends to one log are put in order.
 * Every method throws {@link EndpointUnavailable} when the disk can't answer now; then nothing of
 * the call has happened, and it may be repeated.
 */
public interface BuildLogs extends AutoCloseable {
  /** What one read answers at most, in bytes; at least one line is always answered. */
  int READ_MAX_BYTES = 4 * 1024 * 1024;

  /** A log that has reached this many bytes takes no more; the task is told once, in its log. */
  long LOG_MAX_BYTES = 8L * 1024 * 1024 * 1024;

  /**
   * Appends lines; they are durable when it returns. Lines stored already are cut from the batch,
   * so a batch may be sent again.
   *
   * @throws IllegalArgumentException if the batch leaves a gap behind the last line, is larger than
   *     allowed, or is not framed as it says; nothing is stored then
   */
  void append(BuildId build, LogBatch batch);

  /** How many lines the log has. */
  long count(LogKey log);

  /**
   * Lines from {@code firstLine} on, at most {@code maxLines} and {@link #READ_MAX_BYTES}. Empty
   * behind the end.
   */
  LogSlice read(LogKey log, long firstLine, int maxLines);

  /** The last lines, at most {@code maxLines} and about {@link #READ_MAX_BYTES}. */
  default LogSlice tail(LogKey log, int maxLines) {
    return read(log, Math.max(0, count(log) - maxLines), maxLines);
  }

  /**
   * As {@link #read}, but blocks up to {@code wait} until the log has the line {@code firstLine}.
   * Woken by the append, so a reader that calls it in a loop sees a line as soon as it is durable.
   */
  LogSlice follow(LogKey log, long firstLine, int maxLines, Duration wait);

  /** The logs of a build, by task, attempt and retry. */
  List<LogKey> logsOf(BuildId build);

  /** Lets go of files and threads; who follows is woken. May be called twice. */
  @Override
  void close();
}
