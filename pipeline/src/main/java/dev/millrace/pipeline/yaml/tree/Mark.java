package dev.millrace.pipeline.yaml.tree;

import dev.millrace.pipeline.problem.Place;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spot;

/**
 * Where a node was written.
 *
 * @param line from 1
 * @param column from 1, in code points
 * @param start offset of its first character in the text, in code points
 * @param end offset behind its last, in code points
 */
public record Mark(Origin origin, int line, int column, int start, int end) implements Spot {
  public Place place() {
    return new Place(origin.file(), line, column);
  }

  /** A problem here, which says from where the file is used if it is a template. */
  @Override
  public Problem problem(Rule rule, Object... arguments) {
    return Problem.at(place(), rule, arguments).usedFrom(origin.usedFrom());
  }

  @Override
  public String shown() {
    return place().toString();
  }

  /** The source between {@code start} and {@code end}. */
  public String source() {
    String text = origin.text();
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start));
  }
}
