package dev.millrace.server.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes what nobody can guess. Safe from any thread. */
public final class Secrets {
  /** What it takes to guess one: 2 to the power of this. */
  public static final int SECRET_BITS = 256;

  /** Characters of a secret as text. */
  static final int SECRET_LENGTH = 43;

  private static final int ID_BYTES = 12;

  private final SecureRandom random;

  public Secrets(SecureRandom random) {
    this.random = random;
  }

  /** {@value #SECRET_BITS} random bits as {@value #SECRET_LENGTH} letters, digits, {@code - _}. */
  public Secret next() {
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes()));
  }

  private byte[] bytes() {
    byte[] bytes = new byte[SECRET_BITS / Byte.SIZE];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A name that may be shown, 24 hexadecimal digits; no two are alike. */
  public String nextId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
