package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps builds between events. A build has a version that grows by one with each commit; a commit
 * says which version it was decided on, so of two who decide at once one is refused.
 *
 * <p>Every method may block and may be called from any thread. Every method throws {@link
 * StoreUnavailable} when the store can't answer now (disk full, file gone); then nothing of the
 * call has happened, unless said otherwise, and it may be repeated.
 */
public interface BuildStore extends AutoCloseable {
  /** The build as of its last commit, with what is still to be done for it. */
  Optional<StoredBuild> load(BuildId id);

  /** Builds that are not finished or have effects left to perform, oldest first. */
  List<BuildId> unfinished();

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
   * performed once more after a crash, which is harmless.
   */
  void forget(BuildId build, List<EffectKey> performed);

  /** Builds, newest first. */
  List<BuildSummary> list(BuildQuery query);

  /** The highest number among the builds of pipelines with this name; 0 when there is none. */
  long highestNumber(String pipelineName);

  /** Writes what is left to write and lets go of files and threads. May be called twice. */
  @Override
  void close();
}
