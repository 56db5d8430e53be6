package dev.millrace.expression;

/** How a pipeline's texts refer to variables. Conditions are expressions in either. */
public enum Dialect {
  /**
   * {@code ${name}} and {@code ${{ name }}} stand for the value of that name; what is unknown stays
   * as it is. No operators, no functions.
   */
  CLASSIC,

  /**
   * Only {@code ${{ expression }}} is replaced; {@code ${name}} is left to the shell. What can't be
   * evaluated stays as it is. Called CONSTRAINED in places of the system we are compatible with.
   */
  CONSTRAINT
}
