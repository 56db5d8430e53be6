package dev.millrace.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A password, or what a session or token is proved by. Nothing shows it but {@link #reveal}; two
 * are compared in a time that tells nothing about where they differ.
 */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** For whom it is meant: the person it was made for, or what hashes it. */
  public String reveal() {
    return value;
  }

  /**
   * What is kept of it, 64 hexadecimal digits. Only for secrets of 256 random bits, which nobody
   * can guess: a password needs a slow hash.
   */
  public String fingerprint() {
    return HexFormat.of().formatHex(digest());
  }

  private byte[] digest() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(digest(), secret.digest());
  }

  @Override
  public int hashCode() {
    return java.util.Arrays.hashCode(digest());
  }

  @Override
  public String toString() {
    return "***";
  }
}
