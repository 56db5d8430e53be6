package dev.millrace.server.builds;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildId;

/**
 * Performs what a build wants done on machines. Calls come on the thread that moves the build, so
 * they only start things and return. Each may come again, also after its purpose is gone: the
 * attempt and fence tell.
 */
public interface Machines {
  /**
   * Finds a machine and starts a worker. An exception counts as a worker that never came, with the
   * exception's message as the reason.
   */
  void prepare(BuildId build, Effect.PrepareMachine wanted);

  /** Has a worker kill a task's processes and report. */
  void stop(BuildId build, Effect.StopTask wanted);

  /** Lets a worker go. */
  void release(BuildId build, Effect.ReleaseMachine wanted);
}
