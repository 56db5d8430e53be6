package dev.millrace.pipeline.json;

import dev.millrace.pipeline.problem.Place;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spot;

/**
 * Where something stands in a model: its path, from which line and column are found later.
 *
 * @param isTolerant the format's own platform takes what is wrong here, and does something sensible
 *     or nothing: it is a warning
 */
record JsonSpot(String path, boolean isTolerant) implements Spot {
  static JsonSpot strict(String path) {
    return new JsonSpot(path, false);
  }

  JsonSpot tolerant() {
    return new JsonSpot(path, true);
  }

  @Override
  public Problem problem(Rule rule, Object... arguments) {
    Problem problem = Problem.at(new Place("", 1, 1, path), rule, arguments);
    return isTolerant ? problem.tolerated() : problem;
  }

  @Override
  public String shown() {
    return path;
  }
}
