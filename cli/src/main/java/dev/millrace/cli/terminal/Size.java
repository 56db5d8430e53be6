package dev.millrace.cli.terminal;

/** How large a terminal is, in characters. */
public record Size(int columns, int rows) {
  /** What a terminal has that doesn't say. */
  public static final Size USUAL = new Size(80, 24);

  public Size {
    columns = Math.max(1, columns);
    rows = Math.max(1, rows);
  }
}
