package dev.millrace.pipeline.problem;

/** Whether a pipeline with the problem can be used. */
public enum Severity {
  /** It can't. */
  ERROR,
  /** It can, but its author should know. */
  WARNING
}
