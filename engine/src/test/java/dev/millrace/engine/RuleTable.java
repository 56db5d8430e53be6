package dev.millrace.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of a page under docs/rules, which people read and tests run. */
final class RuleTable {
  private static final Path FOLDER = Path.of("..", "docs", "rules");

  private RuleTable() {}

  /**
   * One line of a table.
   *
   * @param where file and line, for whoever has to mend it
   * @param cells by the heading of their column
   */
  record Row(String where, Map<String, String> cells) {
    String get(String column) {
      String cell = cells.get(column);
      if (cell == null) {
        throw new AssertionError(where + ": no column " + column + " among " + cells.keySet());
      }
      return cell;
    }

    /** What to say of a row that is wrong. */
    AssertionError wrong(String why) {
      return new AssertionError(where + ": " + why);
    }

    /** For the name of a test. */
    @Override
    public String toString() {
      return where + ": " + String.join(" | ", cells.values());
    }
  }

  /** The rows of the table under a heading of a page, in order, possibly none. */
  static List<Row> rows(String page, String heading) {
    var rows = new ArrayList<Row>();
    List<String> columns = List.of();
    boolean under = false;
    boolean found = false;
    List<String> lines = lines(page);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("#")) {
        under = line.replaceFirst("#+ ", "").equals(heading);
        columns = List.of();
      } else if (under && line.startsWith("| ---")) {
        columns = cells(lines.get(i - 1));
        found = true;
      } else if (under && line.startsWith("|") && !columns.isEmpty()) {
        rows.add(row("docs/rules/" + page + ":" + (i + 1), columns, cells(line)));
      }
    }
    if (!found) {
      throw new AssertionError("docs/rules/" + page + " has no table under " + heading);
    }
    return rows;
  }

  private static Row row(String where, List<String> columns, List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new AssertionError(where + ": " + cells.size() + " cells for the columns " + columns);
    }
    var byColumn = new LinkedHashMap<String, String>();
    for (int i = 0; i < cells.size(); i++) {
      byColumn.put(columns.get(i), cells.get(i));
    }
    return new Row(where, byColumn);
  }

  private static List<String> cells(String line) {
    String inner = line.strip().substring(1, line.strip().length() - 1);
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }

  private static List<String> lines(String page) {
    try {
      return Files.readAllLines(FOLDER.resolve(page));
    } catch (IOException missing) {
      throw new UncheckedIOException("can't read docs/rules/" + page, missing);
    }
  }
}
