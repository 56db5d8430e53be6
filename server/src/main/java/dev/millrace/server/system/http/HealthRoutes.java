package dev.millrace.server.system.http;

import dev.millrace.server.database.Database;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Route;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Whether the server is well, for whoever watches it. */
public final class HealthRoutes {
  private final Database database;
  private final InstantSource clock;

  public HealthRoutes(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * How it is.
   *
   * @param status {@code healthy}, or {@code unhealthy} when it can't do its work
   * @param services what it needs, and how that is
   */
  public record Health(String status, Instant timestamp, Map<String, String> services) {}

  public List<Route> routes() {
    return List.of(
        Route.get("get-liveness", "/api/v1/health/live")
            .summary("Answers as long as the process lives")
            .needs(new Needs.Nothing())
            .answers(Health.class)
            .by(_ -> Answer.ok(new Health("healthy", clock.instant(), Map.of()))),
        Route.get("get-readiness", "/api/v1/health/ready")
            .summary("Answers 200 when the server can do its work, else 503")
            .needs(new Needs.Nothing())
            .answers(Health.class)
            .by(this::health),
        Route.get("get-system-health", "/api/system/health")
            .summary("As readiness, where Skalds has it")
            .needs(new Needs.Nothing())
            .answers(Health.class)
            .by(this::health));
  }

  private Answer health(Call call) {
    boolean isThere = DatabasePulse.isThere(database);
    var health =
        new Health(
            isThere ? "healthy" : "unhealthy",
            clock.instant(),
            Map.of("database", isThere ? "running" : "unavailable"));
    return Answer.ok(health).status(isThere ? 200 : 503);
  }
}
