package dev.millrace.server.builds.arbiters;

import java.util.Optional;

/**
 * Arbiters as of their last commits, to look at.
 *
 * <p>Every method may block and may be called from any thread, and throws {@link
 * dev.millrace.server.builds.StoreUnavailable} when the store can't answer now.
 */
public interface StoredArbiters {
  /** The arbiter as of its last commit; empty when there was none. */
  Optional<StoredArbiter> load(ArbiterId id);
}
