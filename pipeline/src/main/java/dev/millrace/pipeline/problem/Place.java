package dev.millrace.pipeline.problem;

/**
 * A place in a file.
 *
 * @param file as the caller named it
 * @param line from 1
 * @param column from 1, in characters (code points), not bytes
 */
public record Place(String file, int line, int column) {
  /** {@code file:line:column}, the form terminals turn into a link. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
