package dev.millrace.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server, asked over HTTP. Every change carries a key by which the server does it once, so that
 * one that got no answer is asked for again. Calls block. Safe from any thread.
 */
final class Api {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int TRIES = 4;
  private static final long PAUSE_MILLIS = 300;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI url;
  private final Optional<String> token;
  private final String language;

  /**
   * A server.
   *
   * @param token that proves who one is; empty: nobody in particular
   * @param language of its words: {@code en}, {@code zh-CN}
   */
  Api(URI url, Optional<String> token, String language) {
    this.url = url;
    this.token = token;
    this.language = language;
  }

  /** What the server answered, a success. */
  record Answer(JsonNode json, HttpResponse<String> response) {}

  /** Reads a resource. */
  JsonNode get(String path) {
    return insist(request("GET", path, "")).json();
  }

  /** Reads a text. */
  String text(String path) {
    return insist(request("GET", path, "")).response().body();
  }

  /** The items of all pages of a list, at most so many; {@code path} has a query already. */
  List<JsonNode> list(String path, int most) {
    var items = new ArrayList<JsonNode>();
    String next = "";
    do {
      JsonNode page = get(next.isEmpty() ? path : path + "&cursor=" + segment(next));
      page.path("items").forEach(items::add);
      next = page.path("next").asString("");
    } while (!next.isEmpty() && items.size() < most);
    return items.size() <= most ? items : items.subList(0, most);
  }

  /** Changes something, once, whatever the network does. */
  JsonNode change(String method, String path, Map<String, ?> body, String... headers) {
    String text = body.isEmpty() ? "" : JSON.writeValueAsString(body);
    return insist(keyed(method, path, text, headers)).json();
  }

  /** The same with a body that may say nothing: {@code {}}. */
  JsonNode post(String path, Map<String, ?> body, String... headers) {
    return insist(keyed("POST", path, JSON.writeValueAsString(body), headers)).json();
  }

  private HttpRequest keyed(String method, String path, String text, String... headers) {
    HttpRequest.Builder request = builder(method, path, text);
    request.header("Idempotency-Key", UUID.randomUUID().toString());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  /** Asks for what holds a secret, once, without a key: the server keeps no such answer. */
  Answer secretly(String method, String path, Map<String, ?> body, String... headers) {
    HttpRequest.Builder request =
        builder(method, path, body.isEmpty() ? "" : JSON.writeValueAsString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return understood(http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8)));
    } catch (IOException lost) {
      throw unreachable(lost);
    } catch (InterruptedException stop) {
      throw stopped(stop);
    }
  }

  /**
   * Opens a stream of events, which the caller closes.
   *
   * @param last the id of the last event that came; empty: none did
   * @throws IOException if the server can't be reached
   */
  InputStream events(String path, String last) throws IOException {
    HttpRequest.Builder request = builder("GET", path, "").setHeader("Accept", "text/event-stream");
    if (!last.isEmpty()) {
      request.header("Last-Event-ID", last);
    }
    try {
      HttpResponse<InputStream> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      try (InputStream body = answer.body()) {
        throw refused(answer.statusCode(), new String(body.readAllBytes(), UTF_8));
      }
    } catch (InterruptedException stop) {
      throw stopped(stop);
    }
  }

  private HttpRequest request(String method, String path, String text) {
    return builder(method, path, text).build();
  }

  private HttpRequest.Builder builder(String method, String path, String text) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(PATIENCE)
            .setHeader("Accept-Language", language)
            .method(
                method, text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
    if (!text.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private Answer insist(HttpRequest request) {
    for (int tried = 1; ; tried++) {
      long pause = PAUSE_MILLIS * tried;
      try {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        Optional<Long> later = later(answer);
        if (later.isEmpty() || tried == TRIES) {
          return understood(answer);
        }
        pause = Math.min(LONGEST_PAUSE_MILLIS, later.get());
      } catch (IOException lost) {
        if (tried == TRIES) {
          throw unreachable(lost);
        }
      } catch (InterruptedException stop) {
        throw stopped(stop);
      }
      pause(pause);
    }
  }

  /** After how many milliseconds to ask again; who signs in too often is told instead. */
  private static Optional<Long> later(HttpResponse<String> answer) {
    return answer.statusCode() == 409 || answer.statusCode() == 503
        ? answer
            .headers()
            .firstValue("Retry-After")
            .filter(text -> text.matches("\\d{1,6}"))
            .map(text -> TimeUnit.SECONDS.toMillis(Long.parseLong(text)))
        : Optional.empty();
  }

  /** Waits before something is tried again. */
  static void pause(long millis) {
    try {
      boolean _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      throw stopped(stop);
    }
  }

  private Answer understood(HttpResponse<String> answer) {
    if (answer.statusCode() >= 300) {
      throw refused(answer.statusCode(), answer.body());
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    boolean isJson = type.startsWith("application/json") && !answer.body().isEmpty();
    return new Answer(isJson ? read(answer.body()) : JSON.createObjectNode(), answer);
  }

  /** Reads a JSON object of a server. */
  static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException broken) {
      throw ClientError.unable("client.no-millrace");
    }
  }

  /** What answers without a problem's JSON is no Millrace, or something stands before it. */
  private static ClientError refused(int status, String body) {
    JsonNode problem;
    try {
      problem = JSON.readTree(body);
    } catch (JacksonException _) {
      problem = JSON.createObjectNode();
    }
    String detail = problem.path("detail").asString("");
    if (detail.isEmpty()) {
      return ClientError.unable("client.odd-answer", status);
    }
    var details = new ArrayList<String>();
    for (JsonNode error : problem.path("errors")) {
      details.add(error.path("where").asString("") + ": " + error.path("message").asString(""));
    }
    return ClientError.refused(status, detail, details);
  }

  private ClientError unreachable(IOException lost) {
    String why = lost.getMessage();
    return ClientError.unable(
        "client.unreachable", url, why == null ? lost.getClass().getSimpleName() : why);
  }

  private static ClientError stopped(InterruptedException stop) {
    Thread.currentThread().interrupt();
    return ClientError.unable("client.stopped", String.valueOf(stop.getMessage()));
  }

  /** A text as a part of a path or of a query. */
  static String segment(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("%3A", ":");
  }
}
