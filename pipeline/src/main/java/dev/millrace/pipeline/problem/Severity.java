package dev.millrace.pipeline.problem;

/** Whether a pipeline with the problem, or a text written from it, can be used. */
public enum Severity {
  /** It can't; a text written does not say all that the pipeline does. */
  ERROR,
  /** It can, but its author should know. */
  WARNING
}
