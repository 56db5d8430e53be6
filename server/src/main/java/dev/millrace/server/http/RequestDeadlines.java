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
  private final Map<Connection, Use> open = new ConcurrentHashMap<>();
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
    open.put(connection, new Use());
    if (stopping) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  /** Called with each request whose head is there. */
  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    Connection connection = request.getConnectionMetaData().getConnection();
    Use use = open.getOrDefault(connection, new Use());
    use.begin();
    Request.addCompletionListener(
        request,
        _ -> {
          if (use.end() && stopping) {
            connection.getEndPoint().close();
          }
        });
    return request;
  }

  /** From now on, a connection is closed as soon as no request is under way on it. */
  void stop() {
    stopping = true;
    closeThoseWithoutRequestFor(Duration.ZERO);
  }

  private void sweep() {
    closeThoseWithoutRequestFor(longest);
  }

  private void closeThoseWithoutRequestFor(Duration least) {
    long now = System.nanoTime();
    open.forEach((connection, use) -> {
      if (use.isWithoutRequestFor(least, now)) {
        connection.getEndPoint().close();
      }
    });
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
  }

  /**
   * Whether requests are under way on a connection. They are counted: Jetty may tell that one is
   * complete after the next has come.
   */
  private static final class Use {
    private int requests;
    private long idleSince = System.nanoTime();

    synchronized void begin() {
      requests++;
    }

    /** True if it was the last. */
    synchronized boolean end() {
      requests--;
      idleSince = System.nanoTime();
      return requests == 0;
    }

    synchronized boolean isWithoutRequestFor(Duration least, long now) {
      return requests == 0 && now - idleSince >= least.toNanos();
    }
  }
}
