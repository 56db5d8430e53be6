package dev.millrace.pipeline.yaml.write;

import java.util.List;

/** Takes down what can't be written, with the name of the element it is about. */
record Report(String element, List<WriteProblem> problems) {
  Report of(String kind, String name) {
    String here = kind + " " + name;
    return new Report(element.isEmpty() ? here : element + ", " + here, problems);
  }

  void add(String detail) {
    problems.add(new WriteProblem(element.isEmpty() ? "pipeline" : element, detail));
  }
}
