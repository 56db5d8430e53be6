package dev.millrace.server.http;

import io.javalin.http.Context;

/** The headers that every answer has. */
final class Headers {
  private Headers() {}

  /** Nothing of ours is framed, guessed at, kept by others or told to others. */
  static void safe(Context context) {
    context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "same-origin");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header(
        "Content-Security-Policy",
        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
  }
}
