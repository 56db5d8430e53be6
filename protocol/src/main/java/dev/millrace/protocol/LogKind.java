package dev.millrace.protocol;

/** What a log line is, by its letter in the stored frame. */
public enum LogKind {
  OUTPUT('o'),
  ERROR('e'),
  WARNING('w'),
  DEBUG('d'),
  /** Said by the platform about the task, not by the task. */
  PLATFORM('p'),
  /** A piece of a line longer than {@link LogLimits#LINE_MAX_BYTES}; the next line goes on. */
  CONTINUED('c');

  private final char letter;

  LogKind(char letter) {
    this.letter = letter;
  }

  public char letter() {
    return letter;
  }

  /**
   * The kind with this letter.
   *
   * @throws IllegalArgumentException for a letter that no kind has
   */
  public static LogKind of(char letter) {
    for (LogKind kind : values()) {
      if (kind.letter == letter) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no log kind has the letter '" + letter + "'");
  }
}
