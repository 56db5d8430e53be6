package dev.millrace.bench;

import java.util.List;

/** Markdown as docs/benchmarks.md holds it. */
public final class Table {
  private Table() {}

  /** A title, and rows below the names of their columns. */
  public static void print(String title, List<String> columns, List<String> rows) {
    System.out.println("## " + title + "\n");
    System.out.println(row("", columns.toArray(String[]::new)));
    System.out.println("|" + " --- |".repeat(1 + columns.size()));
    rows.forEach(System.out::println);
    System.out.println();
  }

  /** Figures below each other, and how far the first is from the second, its floor or peer. */
  static void print(String title, List<Figure> figures) {
    print(title, List.of("median", "min – max"), figures.stream().map(Figure::row).toList());
    System.out.printf(
        "The first is %.1f times the second.%n%n",
        figures.get(0).median() / figures.get(1).median());
  }

  public static String row(String name, String... values) {
    return "| " + name + " | " + String.join(" | ", values) + " |";
  }
}
