package dev.millrace.expression;

import dev.millrace.wording.Sentence;
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
    private final Sentence what;
    private final @Nullable Sentence fix;

    Refused(Sentence what) {
      this(what, null);
    }

    Refused(Sentence what, @Nullable Sentence fix) {
      super(what.english(), null, false, false);
      this.what = what;
      this.fix = fix;
    }

    /** As a problem of the text in which {@code function} is called at {@code offset}. */
    Problem at(String text, int offset, Function function) {
      return Problem.at(text, offset, Sentence.verbatim(function.name()).because(what), fix);
    }
  }
}
