package dev.millrace.expression;

/** How references to variables are written in texts of a pipeline. */
public enum Dialect {
  /** Both <code>${name}</code> and <code>${{ name }}</code> are replaced as text; no operators. */
  CLASSIC,
  /**
   * Only <code>${{ expression }}</code> is evaluated; <code>${name}</code> is left to the shell.
   */
  CONSTRAINT
}
