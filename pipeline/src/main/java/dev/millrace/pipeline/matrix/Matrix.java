package dev.millrace.pipeline.matrix;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The strategy of a job that runs once for each combination of some values.
 *
 * @param axes the values of each key; the order of keys and values is the order of the cases
 * @param include values to add to matching combinations, or cases of their own
 * @param exclude cases to leave out, each given whole
 */
public record Matrix(
    Map<String, List<String>> axes,
    List<Map<String, String>> include,
    List<Map<String, String>> exclude) {
  public Matrix {
    Map<String, List<String>> copied = new LinkedHashMap<>();
    axes.forEach((key, values) -> copied.put(key, List.copyOf(values)));
    axes = Collections.unmodifiableMap(copied);
    include = include.stream().map(Matrix::ordered).toList();
    exclude = exclude.stream().map(Matrix::ordered).toList();
  }

  /** A copy that keeps the order, which {@link Map#copyOf} does not. */
  static Map<String, String> ordered(Map<String, String> values) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
