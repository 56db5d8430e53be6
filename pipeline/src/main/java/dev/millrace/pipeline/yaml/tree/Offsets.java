package dev.millrace.pipeline.yaml.tree;

import dev.millrace.pipeline.problem.Place;

/** From an offset in a text to a line and a column. */
final class Offsets {
  private Offsets() {}

  /** The place of the code point at {@code offset}; behind the end counts as the end. */
  static Place place(Origin origin, int offset) {
    String text = origin.text();
    int line = 1;
    int column = 1;
    int index = 0;
    for (int seen = 0; seen < offset && index < text.length(); seen++) {
      int character = text.codePointAt(index);
      index += Character.charCount(character);
      boolean paired = character == '\r' && index < text.length() && text.charAt(index) == '\n';
      if (paired) {
        continue; // The two are one line end, and no column of their own.
      }
      boolean ends = character == '\n' || character == '\r';
      line += ends ? 1 : 0;
      column = ends ? 1 : column + 1;
    }
    return new Place(origin.file(), line, column);
  }
}
