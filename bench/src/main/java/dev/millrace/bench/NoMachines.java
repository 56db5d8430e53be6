package dev.millrace.bench;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildId;
import dev.millrace.server.builds.Machines;

/** No machine comes: a benchmark says itself what workers would say. */
record NoMachines() implements Machines {
  @Override
  public void prepare(BuildId build, Effect.PrepareMachine wanted) {}

  @Override
  public void stop(BuildId build, Effect.StopTask wanted) {}

  @Override
  public void release(BuildId build, Effect.ReleaseMachine wanted) {}
}
