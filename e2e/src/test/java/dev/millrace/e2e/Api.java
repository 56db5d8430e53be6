package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client as it should be: what the server could not answer it asks again, by the same key, at
 * whatever address the server has next. Safe from any thread.
 */
final class Api {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long PAUSE_MILLIS = 100;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Map<String, String> headers = new LinkedHashMap<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private Optional<URI> address = Optional.empty();
  private int moves;

  /** What came of a request. */
  record Answer(int status, HttpResponse<String> response) {
    JsonNode json() {
      return JSON.readTree(response.body());
    }

    Answer require(int expected) {
      assertThat(status).as("%s: %s", response.uri(), response.body()).isEqualTo(expected);
      return this;
    }
  }

  /** Where the server is from now on; empty: nowhere. */
  void isAt(Optional<URI> now) {
    lock.lock();
    try {
      address = now;
      moves++;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Makes the first administrator, {@code ada}, and goes on with a token of hers. */
  void setUp(String code) {
    Answer entered =
        once(
                "POST",
                "/api/v1/setup",
                Map.of("code", code, "user", "ada", "password", "four wet horses"),
                Map.of())
            .require(201);
    String cookie = entered.response().headers().firstValue("Set-Cookie").orElseThrow();
    JsonNode token =
        once(
                "POST",
                "/api/v1/me/tokens",
                Map.of("name", "test", "expiresAt", Instant.now().plus(Duration.ofDays(30))),
                Map.of(
                    "Cookie",
                    cookie.substring(0, cookie.indexOf(';')),
                    "X-CSRF-Token",
                    entered.json().get("csrfToken").asString()))
            .require(201)
            .json();
    headers.put("Authorization", "Bearer " + token.get("secret").asString());
  }

  /** One try. */
  Answer once(String method, String path, Object body, Map<String, String> more) {
    try {
      return sent(method, path, body, more)
          .orElseThrow(() -> new AssertionError("the server is nowhere"));
    } catch (IOException lost) {
      throw new AssertionError(method + " " + path + " got no answer", lost);
    }
  }

  Answer get(String path) {
    return insist("GET", path, "", Map.of());
  }

  Answer post(String path, Object body, String key) {
    return insist("POST", path, body, Map.of("Idempotency-Key", key));
  }

  /** Asks until there is an answer that is not "later". */
  Answer insist(String method, String path, Object body, Map<String, String> more) {
    long began = System.nanoTime();
    while (System.nanoTime() - began < PATIENCE.toNanos()) {
      try {
        Optional<Answer> answer = sent(method, path, body, more);
        if (answer.isPresent() && !isLater(answer.get())) {
          return answer.get();
        }
      } catch (IOException _) {
        // The connection broke: whether the server did it, nobody knows.
      }
      awaitMove(PAUSE_MILLIS);
    }
    throw new AssertionError(method + " " + path + " got no answer in " + PATIENCE);
  }

  private static boolean isLater(Answer answer) {
    return answer.response().headers().firstValue("Retry-After").isPresent();
  }

  private Optional<Answer> sent(String method, String path, Object body, Map<String, String> more)
      throws IOException {
    Optional<URI> now = address();
    if (now.isEmpty()) {
      return Optional.empty();
    }
    String text = body instanceof String given ? given : JSON.writeValueAsString(body);
    var request =
        HttpRequest.newBuilder(URI.create(now.get() + path))
            .timeout(Duration.ofSeconds(40))
            .method(
                method, text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
    if (!text.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    more.forEach(request::header);
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return Optional.of(new Answer(answer.statusCode(), answer));
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private Optional<URI> address() {
    lock.lock();
    try {
      return address;
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until the server is somewhere else, or for so long. */
  void awaitMove(long millis) {
    lock.lock();
    try {
      int before = moves;
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (moves == before && left > 0) {
        left = moved.awaitNanos(left);
      }
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    } finally {
      lock.unlock();
    }
  }
}
