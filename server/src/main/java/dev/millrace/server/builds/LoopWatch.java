package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import java.time.Duration;

/**
 * Hears how the loop of builds does. Called on its threads, so it returns at once; what it throws
 * is logged and harms no build.
 */
public interface LoopWatch {
  /** The rules have worked out what an event makes of a build. */
  void decided(BuildEvent event, Duration took);

  /** The store has, or has not, taken a step of a build. */
  void committed(Duration took, boolean stored);

  /** An effect was, or could not be, performed. Of a message: its delivery was begun. */
  void performed(Effect effect, Duration took, boolean done);

  /** A timer of a build was brought, so long after it was due. */
  void brought(Duration late);
}
