package dev.millrace.server.system.metrics;

import dev.millrace.server.http.Reply;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.Surroundings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;

/** Times requests by route and class of status; how long a stream lasted says nothing. */
final class RequestMetrics implements Surroundings.Observer {
  private final Latencies requests;

  RequestMetrics(MeterRegistry registry) {
    this.requests = new Latencies(registry, "millrace.http.requests");
  }

  @Override
  public void answered(Route route, int status, Duration took) {
    if (route.reply() instanceof Reply.Events) {
      return;
    }
    requests.record(took, Tags.of("route", route.id(), "status", status / 100 + "xx"));
  }
}
