package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.problem.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes down what can't be written, with the way to the element it is about.
 *
 * @param path keys and indexes from the root of the document
 */
record Report(List<Object> path, List<Unsaid> unsaid) {
  Report {
    path = List.copyOf(path);
  }

  /** Of the whole document. */
  static Report into(List<Unsaid> unsaid) {
    return new Report(List.of(), unsaid);
  }

  /** About what is below this by keys and indexes. */
  Report of(Object... below) {
    var longer = new ArrayList<>(path);
    longer.addAll(List.of(below));
    return new Report(longer, unsaid);
  }

  void add(Rule rule, Object... arguments) {
    unsaid.add(new Unsaid(path, rule, List.of(arguments)));
  }
}
