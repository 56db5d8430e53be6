package dev.millrace.server.builds.wishes;

import dev.millrace.engine.queue.WaitingBuild;
import dev.millrace.engine.why.Wait;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Optional;

/**
 * Why a build does not go on.
 *
 * @param waits every part that waits, in the order of the build; empty when it is over
 * @param queue its place in its queue; empty when it has left it
 * @param reason why its queue holds it back, or gave it up
 */
public record BuildWhy(List<Wait> waits, Optional<WaitingBuild> queue, Optional<Sentence> reason) {
  public BuildWhy {
    waits = List.copyOf(waits);
  }
}
