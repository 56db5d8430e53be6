package dev.millrace.engine.queue;

import java.util.List;
import java.util.Optional;

/**
 * What an event made of a queue.
 *
 * @param next the very same object as before when nothing changed
 * @param answer to a request for a new build
 * @param effects in the order they are to be performed
 */
public record QueueTransition(
    BuildQueue next, Optional<StartAnswer> answer, List<QueueEffect> effects) {
  public QueueTransition {
    effects = List.copyOf(effects);
  }
}
