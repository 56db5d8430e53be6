package dev.millrace.server.system.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Reply;
import dev.millrace.server.http.Route;
import dev.millrace.server.system.metrics.ServerMetrics;
import java.util.List;

/** What the server measures of itself. */
public final class MetricsRoutes {
  private final ServerMetrics metrics;

  public MetricsRoutes(ServerMetrics metrics) {
    this.metrics = metrics;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("get-metrics", "/api/v1/metrics")
            .summary("Tells what the server measures of itself, for Prometheus")
            .needs(new Needs.Administrator())
            .answers(new Reply.Bytes(ServerMetrics.MEDIA_TYPE, "metrics as Prometheus reads them"))
            .by(_ -> {
              byte[] text = metrics.scrape().getBytes(UTF_8);
              return Answer.stream(ServerMetrics.MEDIA_TYPE, out -> out.write(text));
            }));
  }
}
