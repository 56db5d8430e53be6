package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.check.Written;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spot;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.ScalarPlaces;

/** The spot of a single value, which finds the places of its characters. */
record ScalarSpot(Scalar scalar) implements Spot {
  static Written written(String key, Scalar scalar) {
    return new Written(key, scalar.text(), new ScalarSpot(scalar));
  }

  @Override
  public Problem problem(Rule rule, Object... arguments) {
    return scalar.mark().problem(rule, arguments);
  }

  @Override
  public String shown() {
    return scalar.mark().shown();
  }

  @Override
  public Spot at(int offset) {
    return ScalarPlaces.at(scalar, offset);
  }
}
