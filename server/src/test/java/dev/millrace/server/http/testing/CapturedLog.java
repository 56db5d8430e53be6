package dev.millrace.server.http.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** All that is logged in this process from some level on, until it is closed. */
public final class CapturedLog implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.millrace");
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          entries.add(Entry.of(event));
        }
      };

  /**
   * One line.
   *
   * @param keys its own and those bound where the work came in
   */
  public record Entry(Level level, String message, Map<String, String> keys, String trace) {
    static Entry of(ILoggingEvent event) {
      var keys = new LinkedHashMap<String, String>(event.getMDCPropertyMap());
      if (event.getKeyValuePairs() != null) {
        event.getKeyValuePairs().forEach(pair -> keys.put(pair.key, String.valueOf(pair.value)));
      }
      String trace =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      return new Entry(event.getLevel(), event.getFormattedMessage(), keys, trace);
    }
  }

  private CapturedLog(Level level) {
    appender.setContext(logger.getLoggerContext());
    appender.start();
    logger.setLevel(level);
    logger.addAppender(appender);
  }

  /** Everything there is. */
  public static CapturedLog ofAll() {
    return new CapturedLog(Level.TRACE);
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Those of a message. */
  public List<Entry> entries(String message) {
    return entries.stream().filter(entry -> entry.message().equals(message)).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setLevel(null);
  }
}
