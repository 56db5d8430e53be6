package dev.millrace.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The texts in which a secret may show: itself, its lines, and common encodings of both. */
final class SecretForms {
  /** A shorter text is not a secret's form but a coincidence; see the package's description. */
  static final int SHORTEST = 3;

  private static final int SHORTEST_ENCODED = 4;

  /** Where the {@code base64} command breaks its lines. */
  private static final int BASE64_COLUMNS = 76;

  private SecretForms() {}

  static Set<String> of(String secret) {
    var forms = new LinkedHashSet<String>();
    addFormsOf(secret, forms);
    secret.lines().map(String::strip).forEach(line -> addFormsOf(line, forms));
    forms.removeIf(form -> form.isBlank() || form.length() < SHORTEST);
    return forms;
  }

  private static void addFormsOf(String text, Set<String> forms) {
    if (text.strip().length() < SHORTEST) {
      return;
    }
    // A form with a line break can never be found: masking works line by line.
    if (text.indexOf('\n') < 0) {
      forms.add(text);
    }
    addBase64(text.getBytes(UTF_8), forms);
    var plusForBlank = URLEncoder.encode(text, UTF_8);
    for (var encoded : List.of(plusForBlank, plusForBlank.replace("+", "%20"))) {
      forms.add(encoded);
      forms.add(lowerCaseEscapes(encoded));
    }
    forms.add(escaped(text));
  }

  /**
   * Base64 of any text that contains the secret holds one of three strings, depending on how many
   * bytes precede it modulo 3. Characters at either end that also carry bits of a neighbour are
   * cut.
   */
  private static void addBase64(byte[] secret, Set<String> forms) {
    for (int before = 0; before < 3; before++) {
      var shifted = new byte[before + secret.length];
      System.arraycopy(secret, 0, shifted, before, secret.length);
      var whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      int from = before == 0 ? 0 : before + 1;
      int to = shifted.length * 8 / 6;
      if (to - from >= SHORTEST_ENCODED) {
        var sure = whole.substring(from, to);
        forms.add(sure);
        forms.add(sure.replace('+', '-').replace('/', '_'));
        if (before == 0) {
          addColumns(sure, forms);
        }
      }
    }
  }

  private static void addColumns(String encoded, Set<String> forms) {
    for (int at = 0; at < encoded.length() && encoded.length() > BASE64_COLUMNS; ) {
      int end = Math.min(at + BASE64_COLUMNS, encoded.length());
      if (end - at >= SHORTEST_ENCODED) {
        forms.add(encoded.substring(at, end));
      }
      at = end;
    }
  }

  private static String lowerCaseEscapes(String encoded) {
    var text = new StringBuilder(encoded);
    for (int at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at + 1)) {
      text.replace(at + 1, at + 3, text.substring(at + 1, at + 3).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }

  /** As a string of JSON, or of most programming languages. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }
}
