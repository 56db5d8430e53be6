package dev.millrace.server.system.metrics;

import dev.millrace.server.http.Reply;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.Surroundings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** Times requests by route and class of status; how long a stream lasted says nothing. */
final class RequestMetrics implements Surroundings.Observer {
  private final Latencies requests;

  RequestMetrics(MeterRegistry registry) {
    this.requests = new Latencies(registry, "millrace.http.requests");
  }

  @Override
  public void answered(Surroundings.Answered answered) {
    Route route = answered.route();
    if (route.reply() instanceof Reply.Events) {
      return;
    }
    requests.record(
        answered.took(), Tags.of("route", route.id(), "status", answered.status() / 100 + "xx"));
  }
}
