package dev.millrace.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API of one server, as somebody with a token calls it. Safe from any thread. */
final class Api {
  static final String PROJECT = "bench";

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String PASSWORD = "four wet horses";

  private final HttpClient client;
  private final URI server;
  private final String token;

  private Api(HttpClient client, URI server, String token) {
    this.client = client;
    this.server = server;
    this.token = token;
  }

  /** Makes the first administrator of a new server, and a project. */
  static Api settingUp(URI server, String code) {
    HttpClient client = newClient();
    HttpResponse<String> session =
        send(
            client,
            request(server, "/api/v1/setup")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"code\": \"%s\", \"user\": \"ada\", \"password\": \"%s\"}"
                            .formatted(code, PASSWORD))));
    Api api = new Api(client, server, tokenOf(client, server, session));
    var _ = api.post("/projects", "{\"id\": \"" + PROJECT + "\", \"name\": \"Benchmarks\"}");
    return api;
  }

  /** The same rights by another user, for what one user may not have too often. */
  Api asNewAdministrator(String name) {
    var _ =
        post(
            "/users",
            "{\"id\": \"%s\", \"name\": \"%s\", \"administrator\": true, \"password\": \"%s\"}"
                .formatted(name, name, PASSWORD));
    HttpResponse<String> session =
        send(
            client,
            request(server, "/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"user\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD))));
    return new Api(client, server, tokenOf(client, server, session));
  }

  private static String tokenOf(HttpClient client, URI server, HttpResponse<String> session) {
    String cookie = session.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    HttpResponse<String> made =
        send(
            client,
            request(server, "/api/v1/me/tokens")
                .header("Cookie", cookie)
                .header("X-CSRF-Token", text(session.body(), "csrfToken"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"name\": \"bench\", \"expiresAt\": \"%s\"}"
                            .formatted(Instant.now().plus(Duration.ofDays(1))))));
    return text(made.body(), "secret");
  }

  private static HttpClient newClient() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /** The same rights at another address, with connections of its own. */
  Api at(URI other) {
    return new Api(newClient(), other, token);
  }

  /** Makes a pipeline and releases it; answers its id. */
  String pipeline(String name, String yaml) {
    String made =
        post(
            "/projects/" + PROJECT + "/pipelines",
            "{\"name\": \"%s\", \"definition\": \"%s\"}"
                .formatted(name, yaml.replace("\"", "\\\"").replace("\n", "\\n")));
    String id = text(made, "id");
    HttpResponse<String> released =
        send(
            client,
            authorized("/projects/" + PROJECT + "/pipelines/" + id + "/release")
                .header("If-Match", "\"1\"")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"description\": \"\"}")));
    if (released.statusCode() != 200) {
      throw new IllegalStateException("not released: " + released.body());
    }
    return id;
  }

  /** Starts a build; answers its id once the start is on disk. */
  String start(String pipeline) {
    return text(post("/projects/" + PROJECT + "/pipelines/" + pipeline + "/builds", "{}"), "id");
  }

  /** Reads something of the project. */
  String inProject(String path) {
    return get("/projects/" + PROJECT + path);
  }

  String get(String path) {
    return good(path, send(client, authorized(path).GET()));
  }

  private String post(String path, String body) {
    return good(
        path,
        send(
            client,
            authorized(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body))));
  }

  /** An answer that goes on, such as events; whoever reads it closes it. */
  InputStream follow(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/v1" + path))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream")
            .build();
    HttpResponse<InputStream> answer =
        sent(client, request, HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + " was answered by " + answer.statusCode());
    }
    return answer.body();
  }

  private HttpRequest.Builder authorized(String path) {
    return request(server, "/api/v1" + path).header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.Builder request(URI server, String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(LONG);
  }

  private static String good(String path, HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          path + " was answered by " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
    return sent(client, request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static <T> HttpResponse<T> sent(
      HttpClient client, HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return client.send(request, body);
    } catch (IOException failure) {
      throw new IllegalStateException(request.uri() + " could not be called", failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", stop);
    }
  }

  /** The first text of this name in a JSON document. */
  static String text(String json, String name) {
    return find(json, name)
        .orElseThrow(() -> new IllegalStateException("no " + name + " in " + json));
  }

  static Optional<String> find(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
