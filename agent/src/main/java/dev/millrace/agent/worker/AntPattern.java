package dev.millrace.agent.worker;

import java.util.regex.Pattern;

/**
 * An Ant pattern over paths with slashes: {@code ?} is one character of a name, {@code *} any
 * number of them, {@code **} any number of folders. A pattern that ends with a slash means
 * everything below.
 */
record AntPattern(Pattern regex) {
  static AntPattern of(String text) {
    String pattern = text.strip();
    if (pattern.startsWith("./")) {
      pattern = pattern.substring(2);
    }
    if (pattern.endsWith("/")) {
      pattern += "**";
    }
    var regex = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      if (pattern.startsWith("**/", at)) {
        regex.append("(?:[^/]++/)*");
        at += 3;
      } else if (pattern.startsWith("**", at)) {
        regex.append(".*");
        at += 2;
      } else {
        char letter = pattern.charAt(at);
        switch (letter) {
          case '*' -> regex.append("[^/]*");
          case '?' -> regex.append("[^/]");
          default -> regex.append(Pattern.quote(String.valueOf(letter)));
        }
        at++;
      }
    }
    return new AntPattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  /** Whether a relative path, with slashes and without a leading one, matches. */
  boolean matches(String path) {
    return regex.matcher(path).matches();
  }
}
