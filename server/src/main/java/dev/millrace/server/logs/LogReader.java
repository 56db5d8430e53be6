package dev.millrace.server.logs;

import dev.millrace.engine.state.BuildId;
import dev.millrace.protocol.EndpointUnavailable;
import java.util.List;

/**
 * Reads the logs of builds. A log is one sequence of lines, numbered from 0, that only grows; one
 * that was never written to is empty.
 *
 * <p>Every method may block and may be called from any thread. Every method throws {@link
 * EndpointUnavailable} when the disk can't answer now; it may be repeated.
 */
public interface LogReader extends AutoCloseable {
  /** What one read answers at most, in bytes; at least one line is always answered. */
  int READ_MAX_BYTES = 4 * 1024 * 1024;

  /** How long the log is. */
  LogSize size(LogKey log);

  /** How many lines the log has. */
  default long count(LogKey log) {
    return size(log).lines();
  }

  /**
   * Lines from {@code firstLine} on, at most {@code maxLines} and {@link #READ_MAX_BYTES}. Empty
   * behind the end.
   */
  LogSlice read(LogKey log, long firstLine, int maxLines);

  /** The last lines, at most {@code maxLines} and about {@link #READ_MAX_BYTES}. */
  default LogSlice tail(LogKey log, int maxLines) {
    return read(log, Math.max(0, count(log) - maxLines), maxLines);
  }

  /** The logs of a build, by task, attempt and retry. */
  List<LogKey> logsOf(BuildId build);

  /** Lets go of what it holds. May be called twice. */
  @Override
  void close();
}
