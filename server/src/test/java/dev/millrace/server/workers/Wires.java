package dev.millrace.server.workers;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildId;
import dev.millrace.protocol.JobLease;
import dev.millrace.server.builds.Machines;
import java.util.Optional;

/** Effects as the platform wires them, without machines. */
final class Wires implements Machines {
  volatile Optional<LocalWorkers> workers = Optional.empty();

  @Override
  public void prepare(BuildId build, Effect.PrepareMachine wanted) {}

  @Override
  public void stop(BuildId build, Effect.StopTask wanted) {
    workers.orElseThrow().stop(build, wanted);
  }

  @Override
  public void release(BuildId build, Effect.ReleaseMachine wanted) {
    workers
        .orElseThrow()
        .release(
            new JobLease(build.value(), wanted.job().value(), wanted.attempt(), wanted.fence()));
  }
}
