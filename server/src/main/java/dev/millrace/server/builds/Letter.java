package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
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
    /** Take up what was committed together with what let the build in. */
    record Begin(BuildCommit first) implements Errand {}

    /** Take note of an event. */
    record Apply(BuildEvent event) implements Errand {}

    /** Take note of a timer that is due, unless it was cleared or replaced meanwhile. */
    record Fire(SetTimer timer) implements Errand {}

    /** Be in memory. */
    record Load() implements Errand {}

    /** Perform what was recorded and perhaps not performed. */
    record Resume() implements Errand {}

    /** Send a message once more, unless it is known to have arrived. */
    record SendAgain(EffectKey message) implements Errand {}

    /** Forget a message that has arrived. */
    record Arrived(EffectKey message) implements Errand {}
  }
}
