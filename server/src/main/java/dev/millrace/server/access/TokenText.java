package dev.millrace.server.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.zip.CRC32;

/**
 * How a token looks, so that scanners find leaked ones and guesses cost no look at the database:
 * {@value #PREFIX}, 256 random bits in {@value Secrets#SECRET_LENGTH} characters, and a checksum of
 * these in {@value #CHECKSUM_LENGTH}.
 */
final class TokenText {
  static final String PREFIX = "mrt_";
  static final int CHECKSUM_LENGTH = 6;

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private TokenText() {}

  static Secret next(Secrets secrets) {
    String body = PREFIX + secrets.next().reveal();
    return new Secret(body + checksum(body));
  }

  static boolean isWellFormed(Secret shown) {
    String text = shown.reveal();
    int body = PREFIX.length() + Secrets.SECRET_LENGTH;
    return text.length() == body + CHECKSUM_LENGTH
        && text.startsWith(PREFIX)
        && text.endsWith(checksum(text.substring(0, body)));
  }

  private static String checksum(String body) {
    var crc = new CRC32();
    crc.update(body.getBytes(US_ASCII));
    var digits = new StringBuilder();
    long rest = crc.getValue();
    for (int place = 0; place < CHECKSUM_LENGTH; place++) {
      digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
      rest /= DIGITS.length();
    }
    return digits.reverse().toString();
  }
}
