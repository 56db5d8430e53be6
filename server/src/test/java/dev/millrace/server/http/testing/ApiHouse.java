package dev.millrace.server.http.testing;

import dev.millrace.server.access.Secret;
import dev.millrace.server.access.Sessions;
import dev.millrace.server.access.UserId;
import dev.millrace.server.http.HttpServer;
import dev.millrace.server.http.HttpSettings;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.Surroundings;
import dev.millrace.server.http.idempotency.KeptAnswers;
import dev.millrace.server.http.idempotency.MemoryKeptAnswers;
import dev.millrace.server.http.openapi.Description;
import dev.millrace.server.http.problem.Problem;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Routes served over real HTTP, and people who call them. Each answer is held against the
 * description of the API, and a test fails where they differ:
 *
 * <pre>{@code
 * var people = new People();
 * try (var house = ApiHouse.open(people, new ThingRoutes(people.doors).routes())) {
 *   assertThat(house.as(People.VIEWER).get("/api/v1/things").status()).isEqualTo(200);
 * }
 * }</pre>
 */
public final class ApiHouse implements AutoCloseable {
  private final People people;
  private final HttpServer server;
  private final DescribedAnswers described;
  private final Queue<String> answered = new ConcurrentLinkedQueue<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** As a server on its own machine; the rooms have no exceptions of their own. */
  public static ApiHouse open(People people, List<Route> routes) {
    return open(people, routes, List.of());
  }

  /** As a server on its own machine; {@code problems} say what they make of exceptions. */
  public static ApiHouse open(
      People people,
      List<Route> routes,
      List<Function<RuntimeException, Optional<Problem>>> problems) {
    return open(people, HttpSettings.local(0), new MemoryKeptAnswers(), routes, problems);
  }

  public static ApiHouse open(
      People people,
      HttpSettings settings,
      KeptAnswers answers,
      List<Route> routes,
      List<Function<RuntimeException, Optional<Problem>>> problems) {
    return new ApiHouse(people, settings, answers, routes, problems);
  }

  private ApiHouse(
      People people,
      HttpSettings settings,
      KeptAnswers answers,
      List<Route> routes,
      List<Function<RuntimeException, Optional<Problem>>> problems) {
    this.people = people;
    this.server =
        HttpServer.start(
            settings,
            Description.with(routes),
            new Surroundings(people.doors, answers, problems, this::answered, people.clock));
    JsonNode document =
        new ApiClient(http, base(), Map.of(), (_, _) -> {}).get(Description.DOCUMENT).json();
    this.described = new DescribedAnswers(document);
  }

  private void answered(Surroundings.Answered over) {
    if (!over.route().path().equals(Description.DOCUMENT)) {
      answered.add(over.route().id() + " " + over.status());
    }
  }

  public People people() {
    return people;
  }

  public HttpServer server() {
    return server;
  }

  /** Ids of routes with the statuses they answered, such as {@code list-users 200}. */
  public List<String> answered() {
    return List.copyOf(answered);
  }

  /** Somebody who shows nothing. */
  public ApiClient stranger() {
    return client(Map.of());
  }

  /** A user who shows a token that may all they may. */
  public ApiClient as(UserId user) {
    return withToken(people.token(user));
  }

  public ApiClient withToken(Secret token) {
    return client(Map.of("Authorization", "Bearer " + token.reveal()));
  }

  /** A user signed in at a browser that shows a page of ours. */
  public ApiClient signedIn(UserId user) {
    return withSession(people.session(user));
  }

  public ApiClient withSession(Secret session) {
    return client(
        Map.of(
            "Cookie",
            "millrace_session=" + session.reveal(),
            "X-CSRF-Token",
            Sessions.proofOfPage(session).reveal()));
  }

  private ApiClient client(Map<String, String> headers) {
    return new ApiClient(http, base(), headers, described::check);
  }

  private URI base() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** Stops the server first, which waits for what is being answered. */
  @Override
  public void close() {
    server.close();
    http.shutdownNow();
  }
}
