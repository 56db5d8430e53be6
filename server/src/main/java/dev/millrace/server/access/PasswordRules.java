package dev.millrace.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which passwords may be chosen: long ones, whatever they are made of (NIST SP 800-63B, 3.1.1), but
 * not what an attacker tries first.
 */
public final class PasswordRules {
  /** Characters as people count them, after {@link PasswordHashing#normalized}. */
  public static final int MIN_LENGTH = 12;

  public static final int MAX_LENGTH = 256;

  /** A shorter name is in many a good password by chance. */
  private static final int NAME_THAT_COUNTS = 4;

  /** Of at least {@link #MIN_LENGTH} characters: the others are refused anyway. */
  private static final Set<String> COMMONEST = readCommonest();

  private PasswordRules() {}

  private static Set<String> readCommonest() {
    try (InputStream list =
        Objects.requireNonNull(
            PasswordRules.class.getResourceAsStream("commonest-passwords.txt"), "the list")) {
      return new String(list.readAllBytes(), UTF_8).lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Lets a password pass.
   *
   * @throws AccessRefused with what is wrong with it
   */
  public static void check(UserId user, Secret password) {
    String text = PasswordHashing.normalized(password);
    int length = text.codePointCount(0, text.length());
    if (length < MIN_LENGTH) {
      throw AccessWording.PASSWORD_TOO_SHORT.refused(length, MIN_LENGTH);
    }
    if (length > MAX_LENGTH) {
      throw AccessWording.PASSWORD_TOO_LONG.refused(length, MAX_LENGTH);
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (COMMONEST.contains(lower)) {
      throw AccessWording.PASSWORD_COMMON.refused();
    }
    boolean holdsName = user.key().length() >= NAME_THAT_COUNTS && lower.contains(user.key());
    if (holdsName || lower.replace(user.key(), "").isBlank()) {
      throw AccessWording.PASSWORD_HOLDS_NAME.refused();
    }
  }
}
