package dev.millrace.pipeline.check;

import dev.millrace.pipeline.problem.ProblemCollector;

/** All rules that look at more than one value, applied to a whole pipeline. */
public final class PipelineRules {
  private PipelineRules() {}

  /** Adds what is wrong with {@code pipeline}. */
  public static void check(Outline pipeline, ProblemCollector problems) {
    StageRules.check(pipeline, problems);
    JobRules.check(pipeline, problems);
    TaskRules.check(pipeline, problems);
    VariableRules.check(pipeline, problems);
    ScheduleRules.check(pipeline, problems);
    ExpressionRules.check(pipeline, problems);
    BuildNumberRules.check(pipeline, problems);
  }
}
