package dev.millrace.server.http;

import dev.millrace.server.access.UserId;
import java.util.Optional;
import org.slf4j.MDC;

/** What every line says that is logged while a request is answered. Of the request's thread. */
final class LogKeys implements AutoCloseable {
  private static final String REQUEST = "request";
  private static final String TRACE = "trace";
  private static final String USER = "user";

  private LogKeys() {}

  /** Said until it is closed. */
  static LogKeys of(String request, Optional<String> trace) {
    MDC.put(REQUEST, request);
    trace.ifPresent(id -> MDC.put(TRACE, id));
    return new LogKeys();
  }

  /** Once they have proved who they are. */
  static void user(UserId user) {
    MDC.put(USER, user.value());
  }

  @Override
  public void close() {
    MDC.remove(REQUEST);
    MDC.remove(TRACE);
    MDC.remove(USER);
  }
}
