package dev.millrace.server.builds.arbiters;

import java.util.concurrent.CompletableFuture;

/** Delivers what an arbiter tells builds. */
@FunctionalInterface
public interface Courier<M> {
  /**
   * Starts a delivery and returns.
   *
   * @param from the name of the arbiter
   * @return completed once the receiver has the message on disk, or has no use for it;
   *     exceptionally when it could not be delivered now and has to be again
   */
  CompletableFuture<?> deliver(String from, M message);
}
