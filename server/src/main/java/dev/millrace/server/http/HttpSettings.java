package dev.millrace.server.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How the server listens.
 *
 * @param host the address to listen on; {@code 127.0.0.1} is heard on this machine only
 * @param port 0..65535; 0: any that is free
 * @param publicUrl where people reach it; with https, cookies go over https only
 * @param trustedProxies addresses whose {@code X-Forwarded-For} is believed
 * @param maxBody bytes of a request's body
 * @param maxRequests at once, those that wait for events aside
 * @param patience how long a connection may be silent, and the head and the body of a request each
 *     may take to come; at least 1 s
 */
public record HttpSettings(
    String host,
    int port,
    Optional<URI> publicUrl,
    Set<String> trustedProxies,
    int maxBody,
    int maxRequests,
    Duration patience) {
  /** Bytes of the first line and the headers. */
  public static final int MAX_HEADERS = 16 * 1024;

  /** Connections at once. */
  public static final int MAX_CONNECTIONS = 20_000;

  /** How long requests may take to end when the server stops. */
  public static final Duration STOPPING = Duration.ofSeconds(10);

  public static final int STANDARD_MAX_BODY = 4 * 1024 * 1024;
  public static final int STANDARD_MAX_REQUESTS = 1_000;
  public static final Duration STANDARD_PATIENCE = Duration.ofSeconds(30);
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

  public HttpSettings {
    trustedProxies = Set.copyOf(trustedProxies);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not in 0..65535");
    }
    if (patience.compareTo(LEAST_PATIENCE) < 0) {
      throw new IllegalArgumentException("patience " + patience + " is less than 1 s");
    }
    if (maxBody < 1 || maxRequests < 1) {
      throw new IllegalArgumentException("limits of requests must be at least 1");
    }
  }

  /** On this machine only. */
  public static HttpSettings local(int port) {
    return new HttpSettings(
        "127.0.0.1",
        port,
        Optional.empty(),
        Set.of(),
        STANDARD_MAX_BODY,
        STANDARD_MAX_REQUESTS,
        STANDARD_PATIENCE);
  }

  boolean isSecure() {
    return publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent();
  }
}
