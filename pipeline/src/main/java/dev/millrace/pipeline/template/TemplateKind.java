package dev.millrace.pipeline.template;

import dev.millrace.pipeline.problem.Kind;
import dev.millrace.pipeline.yaml.tree.Node;

/** What a reference takes from a template. */
enum TemplateKind {
  WHOLE("stages", Kind.MAP),
  STAGES("stages", Kind.LIST),
  JOBS("jobs", Kind.MAP),
  STEPS("steps", Kind.LIST),
  VARIABLES("variables", Kind.MAP);

  private final String key;
  private final Kind kind;

  TemplateKind(String key, Kind kind) {
    this.key = key;
    this.kind = kind;
  }

  /** The key of the template that holds it. */
  String key() {
    return key;
  }

  boolean fits(Node node) {
    return node.kind() == kind;
  }
}
