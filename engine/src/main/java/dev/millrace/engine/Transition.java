package dev.millrace.engine;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import java.util.List;

/**
 * What an event made of a build.
 *
 * @param next the very same object as before when nothing changed
 * @param effects in the order they are to be performed; empty when nothing changed
 */
public record Transition(Build next, List<Effect> effects) {
  public Transition {
    effects = List.copyOf(effects);
  }
}
