package dev.millrace.engine;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One check of a command chain.
 *
 * @param name for the reader of the chain
 * @param guard whether the command has anything to say to this subject; the last command of a chain
 *     is asked only by FINALLY, so its guard never holds
 * @param step what it does, and how the chain goes on
 */
record Command<S>(String name, Predicate<S> guard, Function<S, Answer> step) {
  /** How a chain goes on after a command. */
  enum Answer {
    /** With the next command. */
    CONTINUE,
    /** Not at all: there is nothing to do. */
    BREAK,
    /** Not now: something outside has to happen first. */
    WAIT,
    /** With the last command, which ends the subject. */
    FINALLY
  }

  /** Goes through a chain; answers how it was left. */
  static <S> Answer run(List<Command<S>> chain, S subject) {
    int last = chain.size() - 1;
    for (int i = 0; i <= last; i++) {
      Command<S> command = chain.get(i);
      if (!command.guard.test(subject)) {
        continue;
      }
      switch (command.step.apply(subject)) {
        case CONTINUE -> {}
        case BREAK -> {
          return Answer.BREAK;
        }
        case WAIT -> {
          return Answer.WAIT;
        }
        case FINALLY -> {
          Answer _ = chain.get(last).step.apply(subject);
          return Answer.FINALLY;
        }
      }
    }
    return Answer.CONTINUE;
  }
}
