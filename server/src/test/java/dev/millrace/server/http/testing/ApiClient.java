package dev.millrace.server.http.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiConsumer;

/** Somebody who calls the API. Safe from any thread. */
public final class ApiClient {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http;
  private final URI base;
  private final SequencedMap<String, String> headers;
  private final BiConsumer<HttpRequest, ApiAnswer> witness;

  /** The witness hears of each answer. */
  ApiClient(
      HttpClient http,
      URI base,
      Map<String, String> headers,
      BiConsumer<HttpRequest, ApiAnswer> witness) {
    this.http = http;
    this.base = base;
    this.headers = new LinkedHashMap<>(headers);
    this.witness = witness;
  }

  /** The same with one header more, or another value of it. */
  public ApiClient with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ApiClient(http, base, more, witness);
  }

  /** The same without a header. */
  public ApiClient without(String header) {
    var fewer = new LinkedHashMap<>(headers);
    fewer.remove(header);
    return new ApiClient(http, base, fewer, witness);
  }

  public ApiAnswer get(String path) {
    return call("GET", path, BodyPublishers.noBody());
  }

  public ApiAnswer post(String path) {
    return call("POST", path, BodyPublishers.noBody());
  }

  public ApiAnswer post(String path, String json) {
    return typed().call("POST", path, BodyPublishers.ofString(json));
  }

  public ApiAnswer put(String path, String json) {
    return typed().call("PUT", path, BodyPublishers.ofString(json));
  }

  public ApiAnswer patch(String path, String json) {
    return typed().call("PATCH", path, BodyPublishers.ofString(json));
  }

  public ApiAnswer delete(String path) {
    return call("DELETE", path, BodyPublishers.noBody());
  }

  private ApiClient typed() {
    return headers.containsKey("Content-Type") ? this : with("Content-Type", "application/json");
  }

  /** Any method with any body; the path may have a query. */
  public ApiAnswer call(String method, String path, BodyPublisher body) {
    HttpRequest request = request(method, path, body);
    try {
      ApiAnswer answer = ApiAnswer.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
      witness.accept(request, answer);
      return answer;
    } catch (IOException failure) {
      throw new AssertionError(method + " " + path + " got no answer", failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(method + " " + path + " was interrupted", stop);
    }
  }

  /** A request as it would be sent, for what needs the plain client: streams, for instance. */
  public HttpRequest request(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).method(method, body);
    headers.forEach(request::header);
    return request.build();
  }

  /** What sends it. */
  public HttpClient http() {
    return http;
  }
}
