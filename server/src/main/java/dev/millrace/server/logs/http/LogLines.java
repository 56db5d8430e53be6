package dev.millrace.server.logs.http;

import dev.millrace.protocol.LogKind;
import dev.millrace.server.logs.LogLine;
import dev.millrace.server.logs.LogSlice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Some lines of a log.
 *
 * @param lines that follow each other; fewer than asked for where they are long
 * @param total how many the log has
 * @param isOver whether the task was over
 */
public record LogLines(
    String job,
    String task,
    int attempt,
    int retry,
    List<LineView> lines,
    long total,
    boolean isOver) {
  public LogLines {
    lines = List.copyOf(lines);
  }

  /**
   * A line.
   *
   * @param number from 0
   * @param kind {@code CONTINUED}: the next line goes on with this one
   */
  public record LineView(long number, Instant time, LogKind kind, String text) {
    static LineView of(long number, LogLine line) {
      return new LineView(number, line.at(), line.kind(), line.text());
    }
  }

  static List<LineView> of(LogSlice slice) {
    List<LineView> views = new ArrayList<>(slice.count());
    long number = slice.firstLine();
    for (LogLine line : slice.lines()) {
      views.add(LineView.of(number++, line));
    }
    return views;
  }
}
