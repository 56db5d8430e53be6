package dev.millrace.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Closes connections that take too long to say what they want. Jetty's own timeout begins anew with
 * every byte, which a client that sends one at a time makes use of.
 */
final class RequestDeadlines
    implements Connection.Listener, HttpConfiguration.Customizer, AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Duration longest;
  private final Map<Connection, Long> outsideSince = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("http-deadlines").daemon().factory());

  /** {@code longest} is how long a connection may be without a whole head of a request. */
  RequestDeadlines(Duration longest) {
    this.longest = longest;
    var _ =
        sweeper.scheduleWithFixedDelay(
            this::sweep, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void onOpened(Connection connection) {
    outsideSince.put(connection, System.nanoTime());
  }

  @Override
  public void onClosed(Connection connection) {
    outsideSince.remove(connection);
  }

  /** Called with each request whose head is there. */
  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    Connection connection = request.getConnectionMetaData().getConnection();
    outsideSince.remove(connection);
    Request.addCompletionListener(
        request,
        _ -> {
          if (connection.getEndPoint().isOpen()) {
            outsideSince.put(connection, System.nanoTime());
          }
        });
    return request;
  }

  private void sweep() {
    long now = System.nanoTime();
    outsideSince.forEach((connection, since) -> {
      if (now - since > longest.toNanos()) {
        outsideSince.remove(connection);
        connection.getEndPoint().close();
      }
    });
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
  }
}
