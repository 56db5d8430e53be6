package dev.millrace.server;

import dev.millrace.protocol.WorkerEndpoint;
import dev.millrace.server.configuration.ServerSettings;
import dev.millrace.server.http.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A whole server on a free port, with its first administrator signed in. */
final class ServedHouse implements AutoCloseable {
  static final String PASSWORD = "four wet horses";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final MillraceServer server;
  final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> shown = new LinkedHashMap<>();

  /** Opens a data folder, with settings beside the usual ones. */
  ServedHouse(
      Path data, Map<String, String> settings, Function<WorkerEndpoint, LocalMachines> machines) {
    var flags = new LinkedHashMap<String, String>(Map.of("http.port", "0"));
    flags.putAll(settings);
    this.server =
        MillraceServer.start(
            ServerSettings.read(flags, Map.of(), Optional.empty(), data, data),
            InstantSource.system(),
            machines);
    if (server.setupCode().isPresent()) {
      setUp(server.setupCode().get());
    } else {
      signIn("/api/v1/session", "{\"user\": \"ada\", \"password\": \"" + PASSWORD + "\"}");
    }
  }

  private void setUp(String code) {
    signIn(
        "/api/v1/setup",
        "{\"code\": \"" + code + "\", \"user\": \"ada\", \"password\": \"" + PASSWORD + "\"}");
  }

  private void signIn(String path, String body) {
    HttpResponse<String> answer = send("POST", path, body);
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.body());
    }
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    shown.put("Cookie", cookie.substring(0, cookie.indexOf(';')));
    shown.put("X-CSRF-Token", json(answer).required("csrfToken").stringValue());
  }

  /** What proves who the administrator is. */
  List<String> secrets() {
    return shown.values().stream().map(text -> text.substring(text.indexOf('=') + 1)).toList();
  }

  static JsonNode json(HttpResponse<String> answer) {
    return Json.described().readTree(answer.body());
  }

  /** A request of the administrator. */
  HttpRequest.Builder request(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.url().resolve(path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    shown.forEach(request::header);
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    try {
      return http.send(
          request(method, path, body, headers).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  /** The project {@code alpha} with a released pipeline; answers where its builds are started. */
  String released(String yaml) {
    var _ = send("POST", "/api/v1/projects", "{\"id\": \"alpha\", \"name\": \"Alpha\"}");
    String definition = Json.written("version: v3.0\n" + yaml);
    HttpResponse<String> made =
        send(
            "POST",
            "/api/v1/projects/alpha/pipelines",
            "{\"name\": \"p\", \"definition\": " + definition + "}");
    String path = made.headers().firstValue("Location").orElseThrow();
    HttpResponse<String> released =
        send("POST", path + "/release", "{\"description\": \"\"}", "If-Match", "\"1\"");
    if (released.statusCode() >= 300) {
      throw new AssertionError(released.body());
    }
    return path + "/builds";
  }

  /** Starts a build; answers its id. */
  String start(String builds, String body, String... headers) {
    HttpResponse<String> started = send("POST", builds, body, headers);
    if (started.statusCode() != 201) {
      throw new AssertionError(started.body());
    }
    return json(started).required("id").stringValue();
  }

  @Override
  public void close() {
    server.close();
    http.shutdownNow();
  }
}
