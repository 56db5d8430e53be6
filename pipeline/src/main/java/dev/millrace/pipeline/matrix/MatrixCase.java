package dev.millrace.pipeline.matrix;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One case of a matrix.
 *
 * @param values the value of each key, never empty, in the order of the strategy
 */
public record MatrixCase(Map<String, String> values) {
  private static final String CONTEXT = "matrix.";

  public MatrixCase {
    values = Matrix.ordered(values);
  }

  /**
   * The variables of the case: {@code matrix.key} for each key, and, where a value is a map such as
   * {@code {os=linux, arch=arm64}} or a JSON object of texts, {@code matrix.key.os} for each of its
   * entries. A value that belongs to a key wins over one from inside another value.
   */
  public Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    values.forEach((key, value) -> variables.put(CONTEXT + key, value));
    values.forEach((key, value) ->
        entriesOf(value)
            .forEach((name, part) -> variables.putIfAbsent(CONTEXT + key + "." + name, part)));
    return Matrix.ordered(variables);
  }

  private static Map<String, String> entriesOf(String value) {
    Map<String, String> entries = new LinkedHashMap<>();
    if (value.strip().startsWith("{") && Tree.tryYaml(value) instanceof Tree.Mapping mapping) {
      mapping.entries().forEach((name, part) -> addEntry(entries, name, part));
    }
    return entries;
  }

  /** In {@code {os=linux}} YAML sees the key {@code os=linux} without a value. */
  private static void addEntry(Map<String, String> entries, String name, Tree part) {
    int equals = name.indexOf('=');
    if (equals > 0 && part.asText().isEmpty()) {
      entries.put(name.substring(0, equals), name.substring(equals + 1));
    } else {
      entries.put(name, part.asText());
    }
  }
}
