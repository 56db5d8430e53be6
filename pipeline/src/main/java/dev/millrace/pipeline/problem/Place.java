package dev.millrace.pipeline.problem;

/**
 * A place in a file.
 *
 * @param file as the caller named it
 * @param line from 1
 * @param column from 1, in characters (code points), not bytes
 * @param path the way there from the root, as {@code $.model.stages[1].name}; empty where line and
 *     column say enough
 */
public record Place(String file, int line, int column, String path) {
  /** A place without a path. */
  public Place(String file, int line, int column) {
    this(file, line, column, "");
  }

  /**
   * {@code file:line:column}, the form terminals turn into a link, and the path if there is one.
   */
  @Override
  public String toString() {
    String place = file + ":" + line + ":" + column;
    return path.isEmpty() ? place : place + " " + path;
  }
}
