package dev.millrace.bench;

import java.util.List;
import java.util.Locale;

/** What several runs of one thing took, in one unit. */
public record Figure(String name, String unit, List<Double> values) {
  public Figure {
    values = values.stream().sorted().toList();
  }

  public double median() {
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }

  /** The value that this many of a hundred do not exceed. */
  double percentile(int percent) {
    return values.get(Math.max(0, (int) Math.ceil(values.size() * percent / 100.0) - 1));
  }

  public double min() {
    return values.getFirst();
  }

  public double max() {
    return values.getLast();
  }

  /** A value of this figure for people, with its unit. */
  public String shown(double value) {
    return number(value) + " " + unit;
  }

  /** One row of a Markdown table: name, median, min, max. */
  String row() {
    return Table.row(name, shown(median()), number(min()) + " – " + number(max()));
  }

  /** A number for people, with three digits that count. */
  public static String number(double value) {
    if (value >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.0f" : "%.2f", value);
  }
}
