package dev.millrace.cli.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;

/** An event of our own log for people: when, how bad, where, what, with which keys. */
final class TextLine {
  private TextLine() {}

  static String of(ILoggingEvent event) {
    var line = new StringBuilder();
    line.append(event.getInstant())
        .append(' ')
        .append(event.getLevel())
        .append(' ')
        .append(event.getLoggerName())
        .append(": ")
        .append(event.getFormattedMessage());
    LogKeys.of(event)
        .forEach((key, value) -> line.append(' ').append(key).append('=').append(shown(value)));
    line.append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return line.toString();
  }

  /** A line stays one, and where a value ends can be seen. */
  private static String shown(String value) {
    return value.chars().anyMatch(each -> each <= ' ' || each == '"' || each == '=')
        ? '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"'
        : value;
  }
}
