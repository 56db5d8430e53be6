package dev.millrace.server.logs.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.millrace.server.http.json.Json;
import dev.millrace.server.http.problem.Refused;
import dev.millrace.server.logs.LogKey;
import dev.millrace.server.logs.LogSlice;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes server-sent events (WHATWG HTML, section 9.2). The id of a line names the execution as
 * well, {@code 1.0.41} for line 41 of attempt 1, retry 0: who comes back after the task was run
 * again still goes on with the log they were reading.
 */
final class EventWriter {
  static final String MEDIA_TYPE = "text/event-stream";

  private static final int BUFFER = 64 * 1024;
  private static final Pattern ID = Pattern.compile("([1-9]\\d{0,8})\\.(\\d{1,9})\\.(\\d{1,18})");

  private final BufferedOutputStream out;
  private final LogKey log;

  /** Where a reader was: behind a line of an execution. */
  record Position(int attempt, int retry, long line) {
    /**
     * Reads the id of an event.
     *
     * @throws Refused if it is none of ours
     */
    static Position of(String id) {
      Matcher matcher = ID.matcher(id);
      if (!matcher.matches()) {
        String shown = id.length() <= 40 ? id : id.substring(0, 40) + "…";
        throw Refused.invalid(LogApiWording.BAD_EVENT_ID.of(shown));
      }
      return new Position(
          Integer.parseInt(matcher.group(1)),
          Integer.parseInt(matcher.group(2)),
          Long.parseLong(matcher.group(3)));
    }
  }

  /** The last event. */
  record End(int attempt, int retry, long lines) {}

  EventWriter(OutputStream out, LogKey log) {
    this.out = new BufferedOutputStream(out, BUFFER);
    this.log = log;
  }

  void lines(LogSlice slice) throws IOException {
    for (LogLines.LineView line : LogLines.of(slice)) {
      ascii("id: " + log.attempt() + "." + log.retry() + "." + line.number() + "\nevent: line\n");
      data(line);
    }
    out.flush();
  }

  void end(long lines) throws IOException {
    ascii("event: end\n");
    data(new End(log.attempt(), log.retry(), lines));
    out.flush();
  }

  /** Says nothing, so that everybody between sees that the connection is alive. */
  void alive() throws IOException {
    ascii(":\n\n");
    out.flush();
  }

  /** JSON has no line feed in it. */
  private void data(Object value) throws IOException {
    ascii("data: ");
    out.write(Json.bytes(value));
    ascii("\n\n");
  }

  private void ascii(String text) throws IOException {
    out.write(text.getBytes(US_ASCII));
  }
}
