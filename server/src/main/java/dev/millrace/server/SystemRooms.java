package dev.millrace.server;

import dev.millrace.server.access.Doors;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.configuration.ServerSettings;
import dev.millrace.server.database.Database;
import dev.millrace.server.events.LiveEvents;
import dev.millrace.server.events.http.EventRoutes;
import dev.millrace.server.http.Route;
import dev.millrace.server.system.BuildFigures;
import dev.millrace.server.system.ServerProcess;
import dev.millrace.server.system.http.HealthRoutes;
import dev.millrace.server.system.http.MetricsRoutes;
import dev.millrace.server.system.http.SystemRoutes;
import dev.millrace.server.system.metrics.ServerMetrics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What tells of the server as it runs: events, figures, metrics. */
record SystemRooms(
    ServerProcess process, LiveEvents events, BuildFigures figures, ServerMetrics metrics)
    implements AutoCloseable {
  private static final String EMBEDDED = "embedded";

  /** Hears of the builds of this process from now on. */
  static SystemRooms of(
      Builds builds,
      LiveEvents events,
      ServerMetrics metrics,
      ServerSettings settings,
      InstantSource clock) {
    Optional<ServerProcess.EmbeddedAgent> agent =
        settings.embeddedJobs().isPresent()
            ? Optional.of(
                new ServerProcess.EmbeddedAgent(EMBEDDED, settings.embeddedJobs().getAsInt()))
            : Optional.empty();
    var _ = events.follow(builds);
    BuildFigures figures = BuildFigures.of(builds);
    metrics.watch(builds, figures);
    metrics.watch(events);
    return new SystemRooms(
        new ServerProcess(ServerProcess.versionOf(MillraceServer.class), clock.instant(), agent),
        events,
        figures,
        metrics);
  }

  List<Route> routes(Database database, Doors doors, InstantSource clock) {
    var all = new ArrayList<Route>();
    all.addAll(new HealthRoutes(database, clock).routes());
    all.addAll(new SystemRoutes(process, figures, events, database, clock).routes());
    all.addAll(new MetricsRoutes(metrics).routes());
    all.addAll(new EventRoutes(events, doors, clock).routes());
    return all;
  }

  @Override
  public void close() {
    events.close();
    figures.close();
    metrics.close();
  }
}
