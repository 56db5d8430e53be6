package dev.millrace.server.logs.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.engine.state.Build;
import dev.millrace.protocol.LogKind;
import dev.millrace.server.logs.LogKey;
import dev.millrace.server.logs.LogLine;
import dev.millrace.server.logs.LogReader;
import dev.millrace.server.logs.LogSlice;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A log as plain text, to be kept as a file. */
final class LogText {
  static final String MEDIA_TYPE = "text/plain; charset=utf-8";

  /** Lines held at once. */
  private static final int MAX_LINES = 10_000;

  private static final int BUFFER = 64 * 1024;
  private static final int MAX_NAME = 100;

  private LogText() {}

  /** Writes the lines that are there now; pieces of a line are put together again. */
  static void write(LogReader logs, LogKey log, OutputStream raw) throws IOException {
    var out = new BufferedOutputStream(raw, BUFFER);
    long end = logs.count(log);
    long next = 0;
    while (next < end) {
      LogSlice slice = logs.read(log, next, (int) Math.min(MAX_LINES, end - next));
      for (LogLine line : slice.lines()) {
        out.write(line.text().getBytes(UTF_8));
        if (line.kind() != LogKind.CONTINUED) {
          out.write('\n');
        }
      }
      next = slice.nextLine();
    }
    out.flush();
  }

  /**
   * The header that names the file. What is no plain letter or digit is replaced, so that nothing
   * in a name means anything to a file system, a shell or a header.
   */
  static String disposition(Build build, TaskLog log) {
    String name =
        plain(build.pipeline().name())
            + "-"
            + build.number()
            + "-"
            + plain(log.key().task().value())
            + "-"
            + log.key().attempt()
            + (log.key().retry() == 0 ? "" : "." + log.key().retry())
            + ".log";
    return "attachment; filename=\"" + name + "\"";
  }

  private static String plain(String text) {
    String name = text.replaceAll("[^A-Za-z0-9]+", "_");
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }
}
