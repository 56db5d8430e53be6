package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What must hold of starts that are refused, looked at in the store. A start may be under way more
 * than once, so that one is refused and another, which comes when there is room, is taken: nobody
 * may hear of it, but the build is there like any other.
 */
final class StartHistory {
  private final BuildStore store;
  private final Set<BuildId> refused = new LinkedHashSet<>();
  private final Set<BuildId> disowned = new LinkedHashSet<>();

  StartHistory(BuildStore store) {
    this.store = store;
  }

  /** A caller was told that its build is refused. */
  void refused(BuildId build) {
    (store.load(build).isPresent() ? disowned : refused).add(build);
  }

  /** Answers the builds that were taken after all and not answered before. */
  List<BuildId> check() {
    assertThat(disowned)
        .as("I2: builds that were accepted, and refused when their start came again")
        .isEmpty();
    List<BuildId> taken = refused.stream().filter(id -> store.load(id).isPresent()).toList();
    taken.forEach(refused::remove);
    return taken;
  }
}
