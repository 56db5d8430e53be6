package dev.millrace.bench;

import java.util.List;
import java.util.Locale;

/** What several runs of one thing took, in one unit. */
record Figure(String name, String unit, List<Double> values) {
  Figure {
    values = values.stream().sorted().toList();
  }

  double median() {
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }

  double min() {
    return values.getFirst();
  }

  double max() {
    return values.getLast();
  }

  /** One row of a Markdown table: name, median, min, max. */
  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %s %s | %s – %s |",
        name,
        shown(median()),
        unit,
        shown(min()),
        shown(max()));
  }

  private static String shown(double value) {
    if (value >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.0f" : "%.3f", value);
  }
}
