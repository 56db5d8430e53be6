package dev.millrace.engine.queue;

import dev.millrace.engine.state.BuildId;
import dev.millrace.wording.Sentence;
import java.time.Instant;

/** Something a queue wants done outside, after the commit that holds it; at least once. */
public sealed interface QueueEffect {
  /** What builds are told. */
  sealed interface ToBuild extends QueueEffect {
    BuildId build();

    int attempt();
  }

  /** The build may run. */
  record Admit(BuildId build, int attempt) implements ToBuild {}

  /** The build shall end, waiting or running. */
  record CancelBuild(BuildId build, int attempt, Sentence reason) implements ToBuild {}

  /** The build has waited for too long. */
  record TimeOut(BuildId build, int attempt, Sentence reason) implements ToBuild {}

  /** Bring {@code event} at {@code due}; a timer with the same key is replaced. */
  record SetTimer(String key, Instant due, QueueEvent event) implements QueueEffect {}

  /** Forget the timer with this key, if there is one. */
  record ClearTimer(String key) implements QueueEffect {}
}
