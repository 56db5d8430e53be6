package dev.millrace.expression;

import org.jspecify.annotations.Nullable;

/**
 * An expression that can't be read or evaluated. An expected answer, not a fault of ours, which is
 * why it carries no stack trace. Its message never contains the value of a variable.
 */
public final class ExpressionException extends RuntimeException {
  private final Problem problem;

  ExpressionException(Problem problem) {
    super(problem.describe(), null, false, false);
    this.problem = problem;
  }

  /** What is wrong, and where. */
  public Problem problem() {
    return problem;
  }

  /** What a function throws when its arguments are no good; the call adds the place. */
  static final class Refused extends RuntimeException {
    private final @Nullable String hint;

    Refused(String message) {
      this(message, null);
    }

    Refused(String message, @Nullable String hint) {
      super(message, null, false, false);
      this.hint = hint;
    }

    Problem at(String text, int offset) {
      return Problem.at(
          text,
          offset,
          Wording.VERBATIM.of(String.valueOf(getMessage())),
          hint == null ? null : Wording.VERBATIM.of(hint));
    }
  }
}
