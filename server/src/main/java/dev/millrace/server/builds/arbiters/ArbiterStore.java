package dev.millrace.server.builds.arbiters;

import dev.millrace.server.builds.EffectKey;
import java.util.List;

/**
 * Keeps arbiters between events, each with a version that grows by one with each commit. Promises
 * what {@link dev.millrace.server.builds.BuildStore} does; the same store keeps builds, so that a
 * build and the arbiter that let it in are stored by one flush.
 *
 * <p>Every method may block and may be called from any thread, and throws {@link
 * dev.millrace.server.builds.StoreUnavailable} when the store can't answer now.
 */
public interface ArbiterStore extends StoredArbiters {
  /** Names of the arbiters of a kind that have timers or messages left. */
  List<String> busy(String kind);

  /**
   * Stores all steps and the build, or nothing; durable when it returns.
   *
   * @throws dev.millrace.server.builds.StaleVersion if an arbiter is no longer at its expected
   *     version, or the build exists already; read again, decide again
   * @throws dev.millrace.server.builds.StoreUnavailable if nothing could be written, or if that
   *     can't be known: read again
   */
  void commit(JointCommit commit);

  /**
   * Forgets messages that were delivered. May return before that is durable: they are delivered
   * once more after a crash, which is harmless.
   */
  void forget(ArbiterId id, List<EffectKey> delivered);
}
