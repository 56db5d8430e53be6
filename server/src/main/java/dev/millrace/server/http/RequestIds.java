package dev.millrace.server.http;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names requests, so that what a client tells can be found in the log. */
final class RequestIds {
  /** The header that tells it to the client. */
  static final String HEADER = "X-Request-Id";

  private static final int BYTES = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RequestIds() {}

  static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
