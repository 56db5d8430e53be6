package dev.millrace.pipeline.data;

import java.util.List;
import java.util.Locale;

/**
 * Names behind which a secret stands as a rule: {@code personalAccessToken}, {@code DB_PASSWORD}.
 */
final class SecretNames {
  private static final List<String> PARTS =
      List.of("password", "passwd", "secret", "token", "credential", "privatekey", "passphrase");

  private SecretNames() {}

  static boolean isSecret(String name) {
    String letters = name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    return PARTS.stream().anyMatch(letters::contains);
  }
}
