package dev.millrace.server.builds;

import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.state.Build;
import java.util.List;

/**
 * A build as the store has it.
 *
 * @param version grows by one with each commit, from 1
 * @param timers that have not fired, by due time
 * @param effects not yet known to be performed, in the order they were decided
 */
public record StoredBuild(
    Build build, long version, List<SetTimer> timers, List<RecordedEffect> effects) {
  public StoredBuild {
    timers = List.copyOf(timers);
    effects = List.copyOf(effects);
  }
}
