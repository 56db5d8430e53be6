package dev.millrace.agent.log;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line that a program written for BK-CI puts under a sub tag, {@code
 * ##subTag##NAME##subTag##TEXT}. Our logs have no parts within a task, so the line stays where it
 * was printed and begins with the name in brackets.
 */
final class SubTag {
  private static final String MARK = "##subTag##";
  private static final String FINISH = "##subTagFinish##";
  private static final Pattern LINE =
      Pattern.compile(
          MARK + "(.*?)" + MARK + "(?<finish>" + FINISH + ")?(##\\[[a-z]+])?(.*)", Pattern.DOTALL);

  private SubTag() {}

  /** Whether this may be such a line. */
  static boolean begins(byte[] text, int from, int to) {
    if (to - from < MARK.length()) {
      return false;
    }
    for (int i = 0; i < MARK.length(); i++) {
      if (text[from + i] != MARK.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The line as it is shown; empty for one that only closes its sub tag. */
  static Optional<String> shown(String line) {
    var parts = LINE.matcher(line);
    if (!parts.matches()) {
      return Optional.of(line);
    }
    var style = Optional.ofNullable(parts.group(3)).orElse("");
    var text = parts.group(4);
    return parts.group("finish") != null && text.isEmpty()
        ? Optional.empty()
        : Optional.of(style + "[" + parts.group(1) + "] " + text);
  }
}
