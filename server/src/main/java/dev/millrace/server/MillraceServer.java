package dev.millrace.server;

import dev.millrace.protocol.WorkerEndpoint;
import dev.millrace.server.access.AuditListener;
import dev.millrace.server.access.Secret;
import dev.millrace.server.access.ToldAccess;
import dev.millrace.server.access.http.AccessProblems;
import dev.millrace.server.access.sql.SqlAccess;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.LifeLog;
import dev.millrace.server.builds.http.BuildProblems;
import dev.millrace.server.builds.sql.SqlBuildStore;
import dev.millrace.server.builds.wishes.BuildGuard;
import dev.millrace.server.configuration.ServerSettings;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.postgres.PostgresDatabase;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import dev.millrace.server.events.LiveEvents;
import dev.millrace.server.events.ProjectEvents;
import dev.millrace.server.http.HttpServer;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.Surroundings;
import dev.millrace.server.http.idempotency.sql.SqlKeptAnswers;
import dev.millrace.server.http.openapi.Description;
import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.file.FileBuildLogs;
import dev.millrace.server.logs.http.LogFollows;
import dev.millrace.server.logs.http.LogProblems;
import dev.millrace.server.logs.http.LogRoutes;
import dev.millrace.server.pipelines.ToldPipelines;
import dev.millrace.server.pipelines.calls.StoredPipelines;
import dev.millrace.server.pipelines.calls.VersionsOfBuilds;
import dev.millrace.server.pipelines.http.PipelineProblems;
import dev.millrace.server.pipelines.sql.SqlPipelineStore;
import dev.millrace.server.projects.Projects;
import dev.millrace.server.projects.ToldProjects;
import dev.millrace.server.projects.http.ProjectProblems;
import dev.millrace.server.projects.http.ProjectRoutes;
import dev.millrace.server.projects.sql.SqlProjects;
import dev.millrace.server.system.metrics.ServerMetrics;
import dev.millrace.server.traces.TracedRequests;
import dev.millrace.server.traces.Traces;
import dev.millrace.server.trials.Halting;
import dev.millrace.server.workers.TaskSurroundings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server: all rooms, wired over one database and served over HTTP.
 *
 * <p>Starting it goes on with every build where a process before left it. Its data folder is open
 * in one process at a time.
 */
public final class MillraceServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MillraceServer.class);

  /** What the rooms make of their own exceptions. */
  private static final List<Function<RuntimeException, Optional<Problem>>> PROBLEMS =
      List.of(
          AccessProblems::of,
          ProjectProblems::of,
          PipelineProblems::of,
          BuildProblems::of,
          LogProblems::of);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final LocalEngine engine;
  private final HttpServer http;
  private final Optional<Secret> setupCode;

  /**
   * Opens the data folder, goes on with the builds, and begins to listen.
   *
   * @param machines makes what runs workers on this machine, for a number of jobs at once
   * @throws StateFolderInUse if another process has the data folder open
   * @throws IllegalStateException if it can't listen where it should
   */
  public static MillraceServer start(
      ServerSettings settings,
      InstantSource clock,
      Function<WorkerEndpoint, LocalMachines> machines) {
    return start(settings, clock, machines, Halting.OFF);
  }

  /**
   * As the other, in a process that a test may have ended.
   *
   * @throws StateFolderInUse if another process has the data folder open
   * @throws IllegalStateException if it can't listen where it should
   */
  public static MillraceServer start(
      ServerSettings settings,
      InstantSource clock,
      Function<WorkerEndpoint, LocalMachines> machines,
      Halting halting) {
    var folder = StateFolder.open(settings.data());
    var opened = new ArrayDeque<AutoCloseable>();
    opened.push(folder);
    try {
      return new MillraceServer(folder, opened, settings, clock, machines, halting);
    } catch (RuntimeException failure) {
      closeAll(opened, failure);
      throw failure;
    }
  }

  private MillraceServer(
      StateFolder folder,
      Deque<AutoCloseable> opened,
      ServerSettings settings,
      InstantSource clock,
      Function<WorkerEndpoint, LocalMachines> machines,
      Halting halting) {
    var random = new SecureRandom();
    var metrics = new ServerMetrics();
    Database database =
        opening(opened, halting.database(metrics.watched(database(settings, folder))));
    BuildLogs logs = opening(opened, FileBuildLogs.open(folder.logs()));
    var builds = new SqlBuildStore(database);
    var audits = new SqlAccess(database);
    var events = new LiveEvents(clock);
    AuditListener told = new ProjectEvents(events, id -> BuildRooms.pipelineOf(builds, id));
    AccessRooms access = AccessRooms.of(new ToldAccess(audits, told), settings, clock, random);
    PipelineRooms pipelines =
        PipelineRooms.of(
            new ToldPipelines(new SqlPipelineStore(database), told),
            new VersionsOfBuilds(builds),
            clock,
            random);
    var projects =
        new Projects(new ToldProjects(new SqlProjects(database), told), access.doors(), clock);
    Optional<Traces> traces =
        settings.traces().map(to -> opening(opened, Tracing.begin(to, metrics, clock)));
    this.engine =
        opening(
            opened,
            new LocalEngine(
                halting.stores(builds),
                new StoredPipelines(pipelines.runnable()),
                logs,
                new ServerSources(),
                traces.isPresent() ? Tracing.TOLD_TO_TASKS : TaskSurroundings.NONE,
                clock,
                endpoint -> machines.apply(halting.workers(endpoint))));
    halting.watch(engine.builds());
    traces.ifPresent(engine.builds()::listen);
    var _ = engine.builds().listen(new LifeLog(build -> Tracing.traceOf(build, traces)));
    this.setupCode = access.setup().begin();
    engine.resume();
    BuildRooms buildRooms =
        BuildRooms.of(
            engine,
            builds,
            // What people want of a build shows in its steps; only of the rest is told apart.
            new BuildGuard(engine.builds(), access.doors(), audits, told, clock),
            projects,
            pipelines.runnable(),
            random);
    LogFollows follows = opening(opened, LogFollows.open(engine.builds(), logs));
    SystemRooms system =
        opening(opened, SystemRooms.of(engine.builds(), events, metrics, settings, clock));
    List<Route> routes = new ArrayList<>(system.routes(database, access.doors(), clock));
    routes.addAll(access.routes(projects));
    routes.addAll(new ProjectRoutes(projects).routes());
    routes.addAll(pipelines.routes(projects, engine.builds()));
    routes.addAll(buildRooms.routes());
    routes.addAll(new LogRoutes(buildRooms.views(), logs, follows).routes());
    this.http =
        HttpServer.start(
            settings.http(),
            Description.with(routes),
            new Surroundings(
                access.doors(),
                halting.answers(new SqlKeptAnswers(database)),
                PROBLEMS,
                new TracedRequests(metrics.requests(), traces, clock),
                clock));
    // Who follows something is let go first: the server waits for its requests.
    opened.push(() -> {
      system.events().close();
      follows.close();
      http.close();
    });
    var _ =
        opening(
            opened,
            new Housekeeping(
                List.of(
                    new Housekeeping.Chore("ending old sessions", access.sessions()::sweep),
                    new Housekeeping.Chore("forgetting old audits", access.audit()::sweep),
                    new Housekeeping.Chore(
                        "removing deleted pipelines", pipelines.pipelines()::purge),
                    new Housekeeping.Chore("forgetting old answers", http::sweep))));
    this.open.addAll(opened);
    LOG.atInfo()
        .addKeyValue("version", system.process().version())
        .addKeyValue("url", url())
        .addKeyValue("database", settings.database().isPresent() ? "postgresql" : "sqlite")
        .addKeyValue("jobs", settings.embeddedJobs().orElse(0))
        .log("the server is ready");
  }

  private static Database database(ServerSettings settings, StateFolder folder) {
    return settings
        .database()
        .<Database>map(PostgresDatabase::open)
        .orElseGet(() -> SqliteDatabase.open(folder.database()));
  }

  private static <T extends AutoCloseable> T opening(Deque<AutoCloseable> opened, T thing) {
    opened.push(thing);
    return thing;
  }

  /** Where people reach it. */
  public URI url() {
    return http.url();
  }

  /** What proves that one may make the first administrator; empty when there are users. */
  public Optional<String> setupCode() {
    return setupCode.map(Secret::reveal);
  }

  /** The builds of this process. */
  public Builds builds() {
    return engine.builds();
  }

  /**
   * Takes no more requests, answers those it has, ends the workers and lets go of everything. What
   * was acknowledged stays.
   */
  @Override
  public void close() {
    LOG.atInfo().log("the server stops");
    var failure = new IllegalStateException("the server could not let go of everything");
    closeAll(open, failure);
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }

  /** The last opened first, each, also after one that failed. */
  private static void closeAll(Deque<AutoCloseable> open, RuntimeException failure) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception unclosed) {
        failure.addSuppressed(unclosed);
      }
    }
  }
}
