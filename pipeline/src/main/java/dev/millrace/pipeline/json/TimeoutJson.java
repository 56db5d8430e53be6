package dev.millrace.pipeline.json;

import dev.millrace.pipeline.Timeout;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Timeouts: a number, and a text that wins over it. */
final class TimeoutJson {
  private static final Pattern PLAIN = Pattern.compile("\\d{1,8}");

  private TimeoutJson() {}

  static Timeout read(JsonAt at, int defaultMinutes) {
    return at.own()
        .text("timeout")
        .or(() -> at.filled("timeoutVar"))
        .or(() -> at.integer("timeout").map(String::valueOf))
        .map(Timeout::new)
        .orElseGet(() -> Timeout.ofMinutes(defaultMinutes));
  }

  static void write(ObjectNode node, Timeout timeout) {
    String text = timeout.text();
    node.put(
        "timeout",
        PLAIN.matcher(text).matches() ? Integer.parseInt(text) : Timeout.DEFAULT_MINUTES);
    if (text.isBlank()) {
      Residue.own(node).put("timeout", text);
    } else {
      node.put("timeoutVar", text);
    }
  }
}
