package dev.millrace.server.logs;

import dev.millrace.protocol.LogKind;
import dev.millrace.protocol.LogLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Successive lines of a log.
 *
 * @param firstLine number of the first line, from 0
 * @param count how many lines {@code framed} holds; may be 0
 * @param framed whole frames as stored; not copied, so don't touch it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; copying would cost the throughput
public record LogSlice(long firstLine, int count, byte[] framed) {
  /** Number of the line that follows this slice. */
  public long nextLine() {
    return firstLine + count;
  }

  /** The lines, taken out of their frames. */
  public List<LogLine> lines() {
    List<LogLine> lines = new ArrayList<>(count);
    int start = 0;
    for (int at = 0; at < framed.length; at++) {
      if (framed[at] == '\n') {
        lines.add(line(start, at));
        start = at + 1;
      }
    }
    return lines;
  }

  private LogLine line(int start, int end) {
    long millis = 0;
    int digits = LogLimits.FRAME_PREFIX_BYTES - 2;
    for (int at = start; at < start + digits; at++) {
      millis = millis * 10 + framed[at] - '0';
    }
    int text = start + LogLimits.FRAME_PREFIX_BYTES;
    return new LogLine(
        Instant.ofEpochMilli(millis),
        LogKind.of((char) framed[start + digits]),
        new String(framed, text, end - text, StandardCharsets.UTF_8));
  }
}
