package dev.millrace.server.system.http;

import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.server.database.Database;
import dev.millrace.server.events.LiveEvents;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Route;
import dev.millrace.server.system.BuildFigures;
import dev.millrace.server.system.Figures;
import dev.millrace.server.system.ServerProcess;
import dev.millrace.server.system.http.SystemViews.Builds;
import dev.millrace.server.system.http.SystemViews.Component;
import dev.millrace.server.system.http.SystemViews.Load;
import dev.millrace.server.system.http.SystemViews.Metrics;
import dev.millrace.server.system.http.SystemViews.Performance;
import dev.millrace.server.system.http.SystemViews.Skalds;
import dev.millrace.server.system.http.SystemViews.Status;
import dev.millrace.server.system.http.SystemViews.Tasks;
import dev.millrace.server.system.http.SystemViews.Version;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** How the server does, where Skalds has it. A skald is an agent of ours, a task is a job. */
public final class SystemRoutes {
  /** What Skalds calls a controller that does everything. */
  private static final String MODE = "DISPATCHER";

  private final ServerProcess process;
  private final BuildFigures figures;
  private final LiveEvents events;
  private final Database database;
  private final InstantSource clock;

  public SystemRoutes(
      ServerProcess process,
      BuildFigures figures,
      LiveEvents events,
      Database database,
      InstantSource clock) {
    this.process = process;
    this.figures = figures;
    this.events = events;
    this.database = database;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("get-system-status", "/api/system/status")
            .summary("Tells what the server is made of, and whether that runs")
            .needs(new Needs.SignedIn())
            .answers(Status.class)
            .by(_ -> Answer.ok(status())),
        Route.get("get-system-metrics", "/api/system/metrics")
            .summary("Tells how many builds, jobs and agents are where")
            .needs(new Needs.SignedIn())
            .answers(Metrics.class)
            .by(_ -> Answer.ok(metrics())),
        Route.get("get-system-version", "/api/system/version")
            .summary("Tells the version of the server")
            .needs(new Needs.SignedIn())
            .answers(Version.class)
            .by(_ ->
                Answer.ok(
                    new Version(process.version(), Map.of("java", Runtime.version().toString())))));
  }

  private Status status() {
    Figures now = figures.now();
    boolean hasDatabase = DatabasePulse.isThere(database);
    return new Status(
        MODE,
        List.of(
            new Component(
                "Builds",
                hasDatabase,
                Map.of(
                    "live", now.liveBuilds(),
                    "running", now.live(BuildStatus.RUNNING),
                    "queued", now.live(BuildStatus.QUEUE))),
            new Component(
                "Events",
                true,
                Map.of("watchers", events.watchers(), "published", events.published())),
            new Component("Database", hasDatabase, Map.of()),
            new Component(
                "EmbeddedAgent",
                process.embedded().isPresent(),
                process
                    .embedded()
                    .<Map<String, Object>>map(
                        agent -> Map.of("jobs", agent.jobs(), "atWork", now.jobs().atWork()))
                    .orElse(Map.of()))),
        uptime().toSeconds(),
        process.version());
  }

  private Duration uptime() {
    Duration up = Duration.between(process.startedAt(), clock.instant());
    return up.isNegative() ? Duration.ZERO : up;
  }

  private Metrics metrics() {
    Figures now = figures.now();
    int agents = process.embedded().isPresent() ? 1 : 0;
    int jobs = process.embedded().map(ServerProcess.EmbeddedAgent::jobs).orElse(0);
    long atWork = now.jobs().atWork();
    int busy = agents == 1 && atWork > 0 ? 1 : 0;
    int available = agents == 1 && atWork < jobs ? 1 : 0;
    return new Metrics(
        clock.instant().toEpochMilli(),
        uptime().toSeconds(),
        new Skalds(agents, agents, 0, agents, 0, available, busy, agents - busy),
        tasks(now),
        new Performance(
            agents == 0 ? 0 : atWork,
            process.embedded().map(agent -> Map.of(agent.id(), atWork)).orElse(Map.of()),
            new Load(share(atWork, jobs), share(busy, agents))),
        builds(now));
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : Math.min(1, (double) part / whole);
  }

  private static Tasks tasks(Figures now) {
    return new Tasks(
        now.jobs().all(),
        now.jobs().waiting(),
        now.jobs().assigning(),
        now.jobs().running(),
        now.jobs().paused(),
        now.ended(JobStatus.SUCCEED) + now.ended(JobStatus.SKIP),
        now.ended(JobStatus.FAILED),
        now.ended(JobStatus.CANCELED) + now.ended(JobStatus.UNEXEC),
        now.jobs().all() + now.allEndedJobs(),
        now.jobs().atWork());
  }

  private static Builds builds(Figures now) {
    return new Builds(
        now.live(BuildStatus.RUNNING),
        now.live(BuildStatus.QUEUE) + now.live(BuildStatus.TRIGGER_REVIEWING),
        now.live(BuildStatus.PAUSE),
        now.endedBuilds(),
        now.ended(BuildStatus.SUCCEED) + now.ended(BuildStatus.STAGE_SUCCESS),
        now.ended(BuildStatus.FAILED) + now.ended(BuildStatus.QUEUE_TIMEOUT),
        now.ended(BuildStatus.CANCELED));
  }
}
