package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.yaml.tree.Node;

/** Rules that look at more than one value, applied to a whole file. */
final class PipelineRules {
  private PipelineRules() {}

  static void check(Node root, ProblemCollector problems) {
    View pipeline = View.of(root);
    JobRules.check(pipeline, problems);
    VariableRules.check(pipeline, problems);
    TriggerRules.check(pipeline, problems);
    ExpressionRules.check(pipeline, problems);
    BuildNumberRules.check(pipeline, problems);
  }
}
