package dev.millrace.cli.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.millrace.cli.json.JsonLine;
import dev.millrace.server.configuration.LogSettings;
import java.io.PrintStream;
import org.slf4j.LoggerFactory;

/** Where the log of a server goes: to its error output, which whoever runs it keeps. */
public final class ServerLog {
  private static final String OURS = "dev.millrace";
  private static final String ROOMS = "dev.millrace.server.";

  private ServerLog() {}

  /** Instead of where it went, from now on; libraries say only what is wrong. */
  public static void to(PrintStream out, LogSettings settings) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var appender = new Lines(out, settings.format());
    appender.setContext(context);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    root.setLevel(Level.WARN);
    settings
        .levels()
        .forEach((room, level) ->
            context
                .getLogger(room.isEmpty() ? OURS : ROOMS + room)
                .setLevel(Level.convertAnSLF4JLevel(level)));
  }

  /** Writes events one after another; the appender's lock keeps lines whole. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final PrintStream out;
    private final LogSettings.Format format;

    Lines(PrintStream out, LogSettings.Format format) {
      this.out = out;
      this.format = format;
    }

    @Override
    protected void append(ILoggingEvent event) {
      out.print(
          switch (format) {
            case TEXT -> TextLine.of(event);
            case JSON -> json(event);
          });
      out.flush();
    }
  }

  private static String json(ILoggingEvent event) {
    var line =
        new JsonLine()
            .with("at", event.getInstant().toString())
            .with("level", event.getLevel().toString().toLowerCase(java.util.Locale.ROOT))
            .with("logger", event.getLoggerName())
            .with("message", event.getFormattedMessage());
    LogKeys.of(event).forEach(line::with);
    if (event.getThrowableProxy() != null) {
      line.with("exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return line.toString();
  }
}
