package dev.millrace.server.builds.http.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.protocol.JobLease;
import dev.millrace.server.Arbitration;
import dev.millrace.server.access.AccessLimits;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.Doors;
import dev.millrace.server.access.Membership;
import dev.millrace.server.access.Principal;
import dev.millrace.server.access.Role;
import dev.millrace.server.access.Secret;
import dev.millrace.server.access.Secrets;
import dev.millrace.server.access.Session;
import dev.millrace.server.access.Sessions;
import dev.millrace.server.access.Token;
import dev.millrace.server.access.Tokens;
import dev.millrace.server.access.User;
import dev.millrace.server.access.UserId;
import dev.millrace.server.access.memory.MemoryAccess;
import dev.millrace.server.builds.Machines;
import dev.millrace.server.builds.http.AnswerRoutes;
import dev.millrace.server.builds.http.BuildProblems;
import dev.millrace.server.builds.http.BuildRoutes;
import dev.millrace.server.builds.http.StartRoutes;
import dev.millrace.server.builds.http.SteeringRoutes;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import dev.millrace.server.builds.wishes.BuildAnswers;
import dev.millrace.server.builds.wishes.BuildGuard;
import dev.millrace.server.builds.wishes.BuildStarts;
import dev.millrace.server.builds.wishes.BuildSteering;
import dev.millrace.server.builds.wishes.BuildViews;
import dev.millrace.server.http.HttpServer;
import dev.millrace.server.http.HttpSettings;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.Surroundings;
import dev.millrace.server.http.idempotency.MemoryKeptAnswers;
import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.http.LogProblems;
import dev.millrace.server.pipelines.Definition;
import dev.millrace.server.pipelines.NewPipeline;
import dev.millrace.server.pipelines.PipelineIds;
import dev.millrace.server.pipelines.PipelineRefused;
import dev.millrace.server.pipelines.PipelineStoreContract;
import dev.millrace.server.pipelines.PipelineVersions;
import dev.millrace.server.pipelines.Pipelines;
import dev.millrace.server.pipelines.RunnablePipelines;
import dev.millrace.server.pipelines.memory.MemoryPipelineStore;
import dev.millrace.server.projects.Project;
import dev.millrace.server.projects.ProjectDisabled;
import dev.millrace.server.projects.Projects;
import dev.millrace.server.projects.memory.MemoryProjects;
import dev.millrace.server.workers.LocalWorkers;
import dev.millrace.testkit.VirtualClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * The project {@code demo} with a member of each role, {@code other} with one of its own, and the
 * rooms around their builds, served over HTTP. Users: vic views, rob and rita run, deb develops,
 * max maintains, sue administers the other project, root the server.
 */
public final class RunsHouse implements AutoCloseable {
  public static final ProjectId DEMO = new ProjectId("demo");
  public static final ProjectId OTHER = new ProjectId("other");
  public static final JobId JOB = new JobId("only");
  public static final String BUILDS = "/api/v1/projects/demo/builds";
  private static final UserId DEB = new UserId("deb");

  public final VirtualClock clock = new VirtualClock();
  public final BuildLogs logs;
  public final Pipelines pipelines;
  public final PipelineVersions versions;
  public final Projects projects;
  public final Arbitration platform;
  public final LocalWorkers workers;
  public final BuildViews views;
  public final BuildStarts starts;
  private final MemoryAccess access = new MemoryAccess();
  private final Doors doors = new Doors(access, clock);
  private final Secrets secrets = new Secrets(new SecureRandom());
  private final Map<String, Secret> tokens = new HashMap<>();
  private final List<Route> routes = new ArrayList<>();
  private final AtomicInteger named = new AtomicInteger();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpServer server;

  public RunsHouse(BuildLogs logs) {
    this.logs = logs;
    var definitions = new MemoryPipelineStore();
    pipelines =
        new Pipelines(definitions, clock, new PipelineIds(RandomGenerator.of("L64X128MixRandom")));
    versions = new PipelineVersions(definitions, clock, (_, _) -> Set.of());
    projects = new Projects(new MemoryProjects(access), doors, clock);
    var runnable = new RunnablePipelines(definitions);
    var store = new MemoryBuildStore();
    var wires = new Wires();
    platform = Arbitration.open(store, wires, clock);
    workers = new LocalWorkers(platform.builds(), logs, _ -> Optional.empty());
    wires.workers = Optional.of(workers);
    var guard = new BuildGuard(platform.builds(), doors, access, clock);
    var ids = new AtomicInteger();
    starts =
        new BuildStarts(
            guard,
            projects,
            runnable,
            platform.queues(),
            () -> new BuildId("b-" + ids.incrementAndGet()));
    views = new BuildViews(guard, platform.queues(), store, store);
    routes.addAll(new BuildRoutes(views, runnable).routes());
    routes.addAll(new StartRoutes(starts, views).routes());
    routes.addAll(new SteeringRoutes(new BuildSteering(guard, projects, runnable), views).routes());
    routes.addAll(new AnswerRoutes(new BuildAnswers(guard), views).routes());
    people();
    server = listen();
  }

  private void people() {
    user("root", User.Details.named("root").administrator());
    projects.create(actor("root"), DEMO.value(), Project.Details.named("Demo"));
    projects.create(actor("root"), OTHER.value(), Project.Details.named("Other"));
    member(DEMO, "vic", Role.VIEWER);
    member(DEMO, "rob", Role.RUNNER);
    member(DEMO, "rita", Role.RUNNER);
    member(DEMO, "deb", Role.DEVELOPER);
    member(DEMO, "max", Role.MAINTAINER);
    member(OTHER, "sue", Role.ADMINISTRATOR);
  }

  private void user(String name, User.Details details) {
    var user = new User(new UserId(name), details, clock.instant(), clock.instant(), 1);
    access.change(records -> records.users().insert(user));
    var terms =
        new Token.Terms(
            "test", Optional.empty(), Optional.empty(), clock.instant().plus(Duration.ofDays(30)));
    tokens.put(
        name,
        new Tokens(access, secrets, AccessLimits.STANDARD, doors, clock)
            .create(actor(name), user.id(), terms)
            .secret());
  }

  private void member(ProjectId project, String name, Role role) {
    user(name, User.Details.named(name));
    var membership =
        new Membership(project, new UserId(name), role, clock.instant(), Optional.empty());
    access.change(records -> {
      records.members().put(membership);
      return membership;
    });
    doors.changed();
  }

  /** Takes somebody out of the project. */
  public void dismiss(String name) {
    access.change(records -> records.members().delete(DEMO, new UserId(name)));
    doors.changed();
  }

  /** Somebody as if they had signed in. */
  public static Actor actor(String name) {
    return new Actor(
        Optional.of(
            new Principal(
                new UserId(name), name.equals("root"), Optional.of("s"), Optional.empty())),
        Optional.empty(),
        Optional.empty());
  }

  /** All that is served. */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  /** Serves these too, in place of those with the same ids. */
  public void serve(List<Route> more) {
    routes.removeIf(known -> more.stream().anyMatch(route -> route.id().equals(known.id())));
    routes.addAll(more);
    restart();
  }

  /** Serves anew, having forgotten all answers. */
  public void restart() {
    server.close();
    server = listen();
  }

  private HttpServer listen() {
    return HttpServer.start(
        HttpSettings.local(0),
        routes,
        new Surroundings(
            doors,
            new MemoryKeptAnswers(),
            List.of(BuildProblems::of, LogProblems::of, RunsHouse::ofOthers),
            _ -> {},
            clock));
  }

  /** Instead of the rooms behind, which say theirs better. */
  private static Optional<Problem> ofOthers(RuntimeException thrown) {
    return switch (thrown) {
      case PipelineRefused refused ->
          Optional.of(Problem.of(ProblemKind.NOT_FOUND, refused.refusal().reason()));
      case ProjectDisabled disabled ->
          Optional.of(Problem.of(ProblemKind.CONFLICT, disabled.reason()));
      default -> Optional.empty();
    };
  }

  public int port() {
    return server.port();
  }

  public String token(String user) {
    return Optional.ofNullable(tokens.get(user)).orElseThrow().reveal();
  }

  /** A request of a user by their token; of nobody if the name is empty. */
  public HttpRequest.Builder request(String user, String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .timeout(Duration.ofSeconds(60));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return user.isEmpty() ? request : request.header("Authorization", "Bearer " + token(user));
  }

  public Reply get(String user, String path) {
    return send(request(user, "GET", path, ""));
  }

  public Reply post(String user, String path, String body, String... headers) {
    var request = request(user, "POST", path, body);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  public Reply put(String user, String path, String body) {
    return send(request(user, "PUT", path, body));
  }

  /** The same by somebody in a browser. */
  public Reply postFromPage(String user, String path, String body) {
    Secret secret = secrets.next();
    var session =
        new Session(
            secrets.nextId(),
            new UserId(user),
            Optional.empty(),
            Optional.empty(),
            clock.instant(),
            clock.instant().plus(Duration.ofHours(1)),
            Duration.ofHours(1),
            clock.instant());
    access.change(records -> {
      records.sessions().insert(session, secret.fingerprint());
      return session;
    });
    return send(
        request("", "POST", path, body)
            .header("Cookie", "millrace_session=" + secret.reveal())
            .header("X-CSRF-Token", Sessions.proofOfPage(secret).reveal()));
  }

  public Reply send(HttpRequest.Builder request) {
    HttpResponse<String> response = send(request, HttpResponse.BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try {
      return client.send(request.build(), body);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stop);
    }
  }

  /** A pipeline of the project whose newest release says this. */
  public PipelineId released(String yaml) {
    PipelineId id = draft(yaml);
    versions.release(PipelineStoreContract.acting(DEB), id, 1, "");
    return id;
  }

  /** A pipeline of the project that was never released. */
  public PipelineId draft(String yaml) {
    return pipelines
        .create(
            PipelineStoreContract.acting(DEB),
            NewPipeline.of(
                DEMO, "p " + named.incrementAndGet(), Definition.of("version: v3.0\n" + yaml)))
        .id();
  }

  /** One with a single job. */
  public PipelineId ofSteps(String more, String... steps) {
    return released(
        more
            + "stages:\n  - jobs:\n      only:\n        steps:\n          - "
            + String.join("\n          - ", steps)
            + "\n");
  }

  /** A build that rob started over HTTP. */
  public Build start(PipelineId pipeline) {
    Reply started = post("rob", starting(pipeline), "{}");
    if (started.status() != 201) {
      throw new AssertionError(started.text());
    }
    return build(started.at("/id"));
  }

  public static String starting(PipelineId pipeline) {
    return "/api/v1/projects/demo/pipelines/" + pipeline + "/builds";
  }

  public Build build(String id) {
    return platform.builds().find(new BuildId(id)).orElseThrow();
  }

  /** Where a build is, and below. */
  public static String path(Build build, String below) {
    return BUILDS + "/" + build.id() + below;
  }

  /** A worker, as soon as the build asks for one. */
  public HandWorker worker(Build build) {
    Build asking =
        platform
            .builds()
            .awaitUntil(
                build.id(),
                state -> state.find(JOB).orElseThrow().status() == JobStatus.PREPARE_ENV,
                Duration.ofSeconds(30));
    assertThat(asking.find(JOB).orElseThrow().status()).isEqualTo(JobStatus.PREPARE_ENV);
    return HandWorker.start(workers, asking, JOB);
  }

  @Override
  public void close() {
    server.close();
    client.shutdownNow();
    workers.close();
    platform.close();
    logs.close();
  }

  private static final class Wires implements Machines {
    private volatile Optional<LocalWorkers> workers = Optional.empty();

    @Override
    public void prepare(BuildId build, Effect.PrepareMachine wanted) {}

    @Override
    public void stop(BuildId build, Effect.StopTask wanted) {
      workers.orElseThrow().stop(build, wanted);
    }

    @Override
    public void release(BuildId build, Effect.ReleaseMachine wanted) {
      workers
          .orElseThrow()
          .release(
              new JobLease(build.value(), wanted.job().value(), wanted.attempt(), wanted.fence()));
    }
  }
}
