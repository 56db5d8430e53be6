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
 * Closes connections that take too long to say what they want, and when the server stops those that
 * wait for nothing. Jetty's own timeout begins anew with every byte, which a client that sends one
 * at a time makes use of; its own stop waits a second for each idle connection.
 */
final class RequestDeadlines
    implements Connection.Listener, HttpConfiguration.Customizer, AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Duration longest;
  private final Map<Connection, Long> outsideSince = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("http-deadlines").daemon().factory());
  private volatile boolean stopping;

  /** {@code longest} is how long a connection may be without a whole head of a request. */
  RequestDeadlines(Duration longest) {
    this.longest = longest;
    var _ =
        sweeper.scheduleWithFixedDelay(
            this::sweep, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void onOpened(Connection connection) {
    beOutside(connection);
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
            beOutside(connection);
          }
        });
    return request;
  }

  /** From now on, a connection is closed as soon as no request is under way on it. */
  void stop() {
    stopping = true;
    outsideSince.keySet().forEach(this::close);
  }

  private void beOutside(Connection connection) {
    outsideSince.put(connection, System.nanoTime());
    if (stopping) {
      close(connection);
    }
  }

  private void close(Connection connection) {
    outsideSince.remove(connection);
    connection.getEndPoint().close();
  }

  private void sweep() {
    long now = System.nanoTime();
    outsideSince.forEach((connection, since) -> {
      if (now - since > longest.toNanos()) {
        close(connection);
      }
    });
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
  }
}
