package dev.millrace.server.builds;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import java.util.concurrent.CompletableFuture;

/** Brings what builds tell each other, and those that decide between them: queues, mutexes, …. */
@FunctionalInterface
public interface Messenger {
  /**
   * Starts a delivery and returns; called on the thread that moves the build.
   *
   * @param from the build as it is now
   * @param version of the build whose commit holds the message; later messages have higher ones
   * @return completed once the receiver has it on disk; exceptionally when it could not be
   *     delivered now and has to be again
   */
  CompletableFuture<?> send(Build from, long version, Effect.Message message);
}
