package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.database.StoreUnavailable;
import java.util.List;

/**
 * Keeps builds between events. A build has a version that grows by one with each commit; a commit
 * says which version it was decided on, so of two who decide at once one is refused.
 *
 * <p>Where a method throws {@link StoreUnavailable} (disk full, too), nothing of the call has
 * happened, unless said otherwise.
 */
public interface BuildStore extends StoredBuilds {
  /**
   * Stores one step of one build: rows that changed, timers, effects; all or nothing, and durable
   * when it returns. Commits of different builds that wait together may share one flush; each still
   * succeeds or fails alone.
   *
   * @throws StaleVersion if the build is no longer at {@link BuildCommit#expectedVersion}; read
   *     again, decide again
   * @throws StoreUnavailable if nothing could be written, or if that can't be known: read again
   */
  void commit(BuildCommit commit);

  /**
   * Forgets effects that were performed. May return before that is durable: the effects are
   * performed once more after a crash, which is harmless. A finished build with none left is no
   * longer among the unfinished.
   */
  void forget(BuildId build, List<EffectKey> performed);

  /**
   * Puts a remark on a build in place of what there is, whatever version the build is at; durable
   * when it returns.
   *
   * @param text at most {@link Remarks#MAX_LENGTH} characters; empty: none any more
   * @return whether there is such a build
   */
  boolean remark(BuildId build, String text);

  /** Writes what is left to write and lets go of files and threads. May be called twice. */
  @Override
  void close();
}
