package dev.millrace.server.builds;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what is wanted of it. */
final class RecordingMachines implements Machines {
  final List<Effect.PrepareMachine> prepared = new ArrayList<>();
  final List<Effect.StopTask> stopped = new ArrayList<>();
  final List<Effect.ReleaseMachine> released = new ArrayList<>();
  Optional<String> failure = Optional.empty();

  @Override
  public void prepare(BuildId build, Effect.PrepareMachine wanted) {
    failure.ifPresent(reason -> {
      throw new IllegalStateException(reason);
    });
    prepared.add(wanted);
  }

  @Override
  public void stop(BuildId build, Effect.StopTask wanted) {
    stopped.add(wanted);
  }

  @Override
  public void release(BuildId build, Effect.ReleaseMachine wanted) {
    released.add(wanted);
  }
}
