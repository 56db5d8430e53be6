package dev.millrace.engine.mutex;

import java.util.List;

/**
 * What an event made of a mutex.
 *
 * @param next the very same object as before when nothing changed
 * @param messages to be told after the commit, also where nothing changed: an answer may have been
 *     lost
 */
public record MutexTransition(MutexGroup next, List<MutexMessage> messages) {
  public MutexTransition {
    messages = List.copyOf(messages);
  }
}
