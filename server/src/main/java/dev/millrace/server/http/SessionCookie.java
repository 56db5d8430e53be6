package dev.millrace.server.http;

import dev.millrace.server.access.Secret;
import java.time.Duration;

/** The cookie that holds a session's secret: no script sees it, no other site sends it along. */
final class SessionCookie {
  private static final String PLAIN = "millrace_session";

  private final boolean secure;

  SessionCookie(boolean secure) {
    this.secure = secure;
  }

  /** With the prefix, browsers take it from this very host over https only. */
  String name() {
    return secure ? "__Host-" + PLAIN : PLAIN;
  }

  /** The header that gives it to a browser. */
  String set(Secret secret, Duration life) {
    return header(secret.reveal(), life.toSeconds());
  }

  /** The header that takes it from a browser. */
  String clear() {
    return header("", 0);
  }

  private String header(String value, long seconds) {
    return name()
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Lax; Max-Age="
        + seconds
        + (secure ? "; Secure" : "");
  }
}
