package dev.millrace.pipeline.yaml.tree;

import dev.millrace.pipeline.problem.Place;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;

/** From a character of a value to its place in the file: quotes, indents and folds lie between. */
public final class ScalarPlaces {
  private ScalarPlaces() {}

  /**
   * A mark at the character at {@code offset} of {@code scalar}'s value. The word there is looked
   * for in the source, as often as the value has it before; where it is not found (an escape, a
   * value a parameter brought) the whole scalar's mark is the answer.
   */
  public static Mark at(Scalar scalar, int offset) {
    String value = scalar.value();
    Mark mark = scalar.mark();
    if (offset < 0 || offset >= value.length() || mark.end() <= mark.start()) {
      return mark;
    }
    int end = offset;
    while (end < value.length() && !Character.isWhitespace(value.charAt(end))) {
      end++;
    }
    String word = value.substring(offset, Math.max(end, offset + 1));
    String source = mark.source();
    int found = source.indexOf(word);
    for (int seen = value.indexOf(word);
        seen < offset && seen >= 0 && found >= 0;
        seen = value.indexOf(word, seen + 1)) {
      found = source.indexOf(word, found + 1);
    }
    if (found < 0) {
      return mark;
    }
    int start = mark.start() + source.codePointCount(0, found);
    Place place = Offsets.place(mark.origin(), start);
    return new Mark(mark.origin(), place.line(), place.column(), start, mark.end());
  }
}
