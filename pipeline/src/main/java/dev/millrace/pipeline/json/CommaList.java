package dev.millrace.pipeline.json;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Lists that the format writes as one text, parted by commas (or semicolons, when reading). */
final class CommaList {
  private static final Pattern SEPARATOR = Pattern.compile("[,;]");

  private CommaList() {}

  static List<String> read(JsonAt at, String key) {
    return at.own().maybeTexts(key).orElseGet(() -> split(at.text(key, "")));
  }

  /** An empty list is written as nothing, one that would be split differently goes aside. */
  static void write(ObjectNode node, String key, List<String> items) {
    if (items.isEmpty()) {
      return;
    }
    if (isPlain(items)) {
      node.put(key, String.join(",", items));
    } else {
      Residue.own(node).set(key, JsonData.texts(items));
    }
  }

  static List<String> split(String text) {
    return Arrays.stream(SEPARATOR.split(text, -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** Whether the items, joined, are split into the same again. */
  static boolean isPlain(List<String> items) {
    return split(String.join(",", items)).equals(items);
  }
}
