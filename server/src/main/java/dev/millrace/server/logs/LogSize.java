package dev.millrace.server.logs;

/**
 * How long a log is.
 *
 * @param bytes as stored: of each line its text, its frame and its line feed
 */
public record LogSize(long lines, long bytes) {
  /** Nobody has written to it. */
  public static final LogSize EMPTY = new LogSize(0, 0);
}
