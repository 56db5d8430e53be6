package dev.millrace.server.http;

import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves routes over HTTP. */
public final class HttpServer implements AutoCloseable {
  /** When it stops; what is idle is closed by {@link RequestDeadlines}. */
  private static final long JETTY_LEAVES_REQUESTS_ALONE = 0;

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final HttpSettings settings;
  private final Dispatch dispatch;
  private final RequestDeadlines deadlines;
  private final List<Route> routes;
  private final Javalin javalin;

  /**
   * Begins to listen.
   *
   * @throws IllegalStateException if it can't listen there, for instance because another does
   */
  public static HttpServer start(
      HttpSettings settings, List<Route> routes, Surroundings surroundings) {
    var server = new HttpServer(settings, routes, surroundings);
    try {
      server.javalin.start();
    } catch (RuntimeException failure) {
      server.deadlines.close();
      throw new IllegalStateException(
          "can't listen on " + settings.host() + ":" + settings.port(), failure);
    }
    return server;
  }

  private HttpServer(HttpSettings settings, List<Route> routes, Surroundings surroundings) {
    this.settings = settings;
    this.deadlines = new RequestDeadlines(settings.patience());
    this.routes = List.copyOf(routes);
    this.dispatch = new Dispatch(settings, surroundings);
    this.javalin = Javalin.create(this::configure);
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.router.ignoreTrailingSlashes = false;
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.modifyHttpConfiguration(this::configure);
    config.jetty.modifyServer(this::configure);
    config.jetty.addConnector(this::connector);
    for (Route route : routes) {
      config.routes.addHttpHandler(
          HandlerType.findOrCreate(route.method().name()),
          route.path(),
          context -> dispatch.handle(route, context));
      if (route.method() == Method.GET) {
        // Javalin itself would answer 200 to a HEAD without asking who sends it.
        config.routes.addHttpHandler(
            HandlerType.HEAD, route.path(), context -> dispatch.handle(route, context));
      }
    }
    config.routes.exception(Exception.class, this::outside);
    config.routes.exception(HttpResponseException.class, this::nothingHere);
  }

  private void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HttpSettings.MAX_HEADERS);
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.addCustomizer(deadlines);
  }

  private void configure(Server server) {
    server.setErrorHandler(new JettyProblems());
    server.setHandler(new GracefulHandler());
    server.setStopTimeout(HttpSettings.STOPPING.toMillis());
    server.addBean(new NetworkConnectionLimit(HttpSettings.MAX_CONNECTIONS, server));
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    var connector = new Entrance(server, http);
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.patience().toMillis());
    connector.setShutdownIdleTimeout(JETTY_LEAVES_REQUESTS_ALONE);
    connector.addBean(deadlines);
    return connector;
  }

  private void outside(Exception thrown, Context context) {
    String request = RequestIds.next();
    context.header(RequestIds.HEADER, request);
    Headers.safe(context);
    dispatch.failed(context, request, "a request outside of routes", thrown);
  }

  private void nothingHere(HttpResponseException thrown, Context context) {
    String request = RequestIds.next();
    context.header(RequestIds.HEADER, request);
    Headers.safe(context);
    String path = shortened(context.path());
    if (thrown.getStatus() == 405) {
      String allowed =
          routes.stream()
              .filter(route -> matches(route, context.path()))
              .flatMap(route -> methods(route).stream())
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      context.header("Allow", allowed);
      Dispatch.refuse(
          context,
          request,
          Problem.of(
              ProblemKind.WRONG_METHOD,
              HttpWording.WRONG_METHOD.of(path, context.method().name(), allowed)));
    } else {
      Dispatch.refuse(
          context, request, Problem.of(ProblemKind.NOT_FOUND, HttpWording.NOTHING_HERE.of(path)));
    }
  }

  private static List<String> methods(Route route) {
    return route.method() == Method.GET ? List.of("GET", "HEAD") : List.of(route.method().name());
  }

  private static boolean matches(Route route, String path) {
    String[] wanted = route.path().split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].startsWith("{") && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }

  private static String shortened(String path) {
    return path.length() <= 200 ? path : path.substring(0, 200) + "…";
  }

  /** Where it listens. */
  public int port() {
    return javalin.port();
  }

  /** Where people reach it. */
  public URI url() {
    String host = settings.host().equals("0.0.0.0") ? "127.0.0.1" : settings.host();
    return settings.publicUrl().orElseGet(() -> URI.create("http://" + host + ":" + port()));
  }

  /** Forgets kept answers that are too old. */
  public int sweep() {
    return dispatch.repeats().sweep();
  }

  /** Sends new requests away, waits for those that are being answered, and ends. */
  @Override
  public void close() {
    dispatch.stop();
    deadlines.stop();
    try {
      var _ = javalin.stop();
    } catch (JavalinException late) {
      LOG.atWarn().setCause(late).log("requests under way were broken off by the stop");
    } finally {
      deadlines.close();
    }
  }
}
