package dev.millrace.expression;

import dev.millrace.wording.Sentence;

/**
 * A function of the language.
 *
 * @param name as users should write it; calls may use any case
 */
record Function(String name, int minArguments, int maxArguments, Body body) {
  /** What a function does. */
  @FunctionalInterface
  interface Body {
    /** Throws {@link ExpressionException.Refused} where the arguments make no sense. */
    Value call(Arguments arguments);
  }

  /** The arguments of one call. Each is evaluated when first asked for, and at most once. */
  interface Arguments {
    int count();

    Value at(int index);
  }

  boolean accepts(int arguments) {
    return arguments >= minArguments && arguments <= maxArguments;
  }

  /** How many arguments the function takes, for a message. */
  Sentence arity() {
    if (minArguments == maxArguments) {
      return minArguments == 1
          ? ExpressionWording.ONE_ARGUMENT.of()
          : ExpressionWording.SOME_ARGUMENTS.of(minArguments);
    }
    return maxArguments == Limits.MAX_ARGUMENTS
        ? ExpressionWording.ARGUMENTS_FROM_TO.of(minArguments, maxArguments)
        : ExpressionWording.ARGUMENTS_EITHER_OR.of(minArguments, maxArguments);
  }
}
