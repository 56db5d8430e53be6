package dev.millrace.server.builds.wishes;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildId;
import dev.millrace.server.builds.Machines;

/** Prepares nothing: the test says when a worker comes. */
final class NoMachines implements Machines {
  @Override
  public void prepare(BuildId build, Effect.PrepareMachine wanted) {}

  @Override
  public void stop(BuildId build, Effect.StopTask wanted) {}

  @Override
  public void release(BuildId build, Effect.ReleaseMachine wanted) {}
}
