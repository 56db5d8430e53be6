package dev.millrace.agent.log;

/** Hears the lines of a task that may mean something beyond being shown. */
public interface LineListener {
  /** A line, unmasked and whole up to a limit, that begins with {@code ::} or {@code "::}. */
  void commandLine(String line);

  /** Whether {@link #anyLine} wants the lines that follow. */
  boolean wantsEveryLine();

  /** Any line, unmasked, while wanted. */
  void anyLine(String line);
}
