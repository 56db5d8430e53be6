package dev.millrace.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * As much of a terminal as our sequences need: cursor, wrapping, erasing, scrolling. Throws on any
 * sequence it doesn't know, so nothing unexpected can slip out.
 */
final class EmulatedTerminal {
  private final int columns;
  private final int rows;
  private final List<String> scrolledAway = new ArrayList<>();
  private final List<String[]> screen = new ArrayList<>();
  private int row;
  private int column;
  private boolean wraps = true;
  private boolean cursorShown = true;

  EmulatedTerminal(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    for (int i = 0; i < rows; i++) {
      screen.add(blank());
    }
  }

  private String[] blank() {
    var cells = new String[columns];
    Arrays.fill(cells, " ");
    return cells;
  }

  private static String text(String[] cells) {
    return String.join("", cells).stripTrailing();
  }

  void write(String text) {
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      if (character == '\033') {
        at = sequence(text, at + 1);
        continue;
      }
      switch (character) {
        case '\r' -> column = 0;
        case '\n' -> lineFeed();
        default -> put(character);
      }
      at += Character.charCount(character);
    }
  }

  private void lineFeed() {
    if (row < rows - 1) {
      row++;
      return;
    }
    scrolledAway.add(text(screen.removeFirst()));
    screen.add(blank());
  }

  private void put(int character) {
    int width = Widths.of(Character.toString(character));
    if (column + width > columns) {
      if (!wraps) {
        return;
      }
      column = 0;
      lineFeed();
    }
    for (int cell = 0; cell < width; cell++) {
      screen.get(row)[column + cell] = cell == 0 ? Character.toString(character) : "";
    }
    column += width;
  }

  private int sequence(String text, int at) {
    if (text.charAt(at) != '[') {
      throw new AssertionError("escape sequence " + text.substring(at));
    }
    int end = at + 1;
    while (text.charAt(end) < 0x40) {
      end++;
    }
    String parameters = text.substring(at + 1, end);
    switch (parameters + text.charAt(end)) {
      case "J" -> {
        Arrays.fill(screen.get(row), column, columns, " ");
        for (int i = row + 1; i < rows; i++) {
          screen.set(i, blank());
        }
      }
      case "2K" -> screen.set(row, blank());
      case "?7l" -> wraps = false;
      case "?7h" -> wraps = true;
      case "?25l" -> cursorShown = false;
      case "?25h" -> cursorShown = true;
      case "?2026h", "?2026l" -> {}
      default -> other(parameters, text.charAt(end));
    }
    return end + 1;
  }

  private void other(String parameters, char kind) {
    switch (kind) {
      case 'A' -> row = Math.max(0, row - Integer.parseInt(parameters));
      case 'm' -> {}
      default -> throw new AssertionError("control sequence " + parameters + kind);
    }
  }

  /** Everything from the first line on, without blank lines at the end. */
  String all() {
    List<String> lines = new ArrayList<>(scrolledAway);
    screen.forEach(line -> lines.add(text(line)));
    while (!lines.isEmpty() && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return String.join("\n", lines);
  }

  boolean isAsFound() {
    return wraps && cursorShown;
  }

  @Override
  public String toString() {
    return Arrays.toString(all().split("\n"));
  }
}
