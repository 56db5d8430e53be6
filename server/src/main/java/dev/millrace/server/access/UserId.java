package dev.millrace.server.access;

import java.util.Locale;

/**
 * The name a user signs in with; it is what builds, audits and reviews call them by.
 *
 * @param value 1..{@value #MAX_LENGTH} characters: letters, digits, {@code . _ - @}, the first a
 *     letter or digit
 */
public record UserId(String value) {
  public static final int MAX_LENGTH = 64;

  public UserId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("\"" + value + "\" can't be the name of a user");
    }
  }

  public static boolean isValid(String value) {
    return value.length() <= MAX_LENGTH && value.matches("[A-Za-z0-9][A-Za-z0-9._@-]*");
  }

  /** Two users whose keys are equal would be taken for each other by people: there is only one. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value;
  }
}
