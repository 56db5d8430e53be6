package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.state.Build;
import java.util.concurrent.CompletableFuture;

/**
 * What lies in a mailbox.
 *
 * @param answer completed once the errand is done and durable, or has failed
 */
record Letter(Errand errand, CompletableFuture<Build> answer) {
  Letter(Errand errand) {
    this(errand, new CompletableFuture<>());
  }

  /** What is asked of the build. */
  sealed interface Errand {
    /** Begin to exist. */
    record Accept(BuildRequest request) implements Errand {}

    /** Take note of an event. */
    record Apply(BuildEvent event) implements Errand {}

    /** Take note of a timer that is due, unless it was cleared or replaced meanwhile. */
    record Fire(SetTimer timer) implements Errand {}

    /** Be in memory. */
    record Load() implements Errand {}

    /** Perform what was recorded and perhaps not performed. */
    record Resume() implements Errand {}
  }
}
