package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import java.util.Optional;

/**
 * Is told what became of builds, after it is on disk.
 *
 * <p>Each listener has a thread and a queue of its own, so a slow one delays nobody. Calls for one
 * build come in order and one at a time. When more than {@link #MAX_QUEUED} steps wait, the steps
 * of each build that follow are joined into one: a slow listener sees larger steps, but always an
 * unbroken line of states and always the last one. An exception is logged and the next step is
 * delivered. Nothing is delivered again after a restart.
 */
@FunctionalInterface
public interface BuildListener {
  /** Steps that wait for one listener before they are joined. */
  int MAX_QUEUED = 10_000;

  /**
   * A step is on disk.
   *
   * @param before empty for a build just accepted
   * @param event the (last) event that led here; empty for a build just accepted
   */
  void committed(Optional<Build> before, Build after, Optional<BuildEvent> event);
}
