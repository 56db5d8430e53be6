package dev.millrace.server.http;

import io.javalin.http.Context;
import java.util.Map;

/** The headers that every answer has. */
final class Headers {
  /** Nothing of ours is framed, guessed at, kept by others or told to others. */
  static final Map<String, String> SAFE =
      Map.of(
          "Cache-Control",
          "no-store",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Content-Security-Policy",
          "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");

  private Headers() {}

  static void safe(Context context) {
    SAFE.forEach(context::header);
  }
}
