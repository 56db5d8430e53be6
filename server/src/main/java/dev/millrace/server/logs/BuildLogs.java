package dev.millrace.server.logs;

import dev.millrace.engine.state.BuildId;
import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.protocol.LogBatch;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The logs of builds. What is read is durable.
 *
 * <p>Appends to one log are put in order. Where a method throws {@link EndpointUnavailable} nothing
 * of the call has happened.
 */
public interface BuildLogs extends LogReader {
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

  /**
   * As {@link #read}, but blocks up to {@code wait} until the log has the line {@code firstLine}.
   * Woken by the append, so a reader that calls it in a loop sees a line as soon as it is durable.
   */
  default LogSlice follow(LogKey log, long firstLine, int maxLines, Duration wait) {
    return follow(log, firstLine, maxLines, wait, () -> false);
  }

  /**
   * The same, but also ends when {@code isEnough}: it is asked at first and after each {@link
   * #wake}, with a lock held, so it must be quick.
   */
  LogSlice follow(
      LogKey log, long firstLine, int maxLines, Duration wait, BooleanSupplier isEnough);

  /** Has those who follow a log ask whether it is enough. */
  void wake(LogKey log);

  /** Lets go of files and threads; who follows is woken. May be called twice. */
  @Override
  void close();
}
