package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.database.StoreUnavailable;
import java.util.List;
import java.util.Optional;

/**
 * Builds as of their last commits, to look at.
 *
 * <p>Every method may block and may be called from any thread. Every method throws {@link
 * StoreUnavailable} when the store can't answer now (file gone, or closed); it may be repeated.
 */
public interface StoredBuilds extends AutoCloseable {
  /** The build as of its last commit, with what is still to be done for it. */
  Optional<StoredBuild> load(BuildId id);

  /** Builds that are not finished or have effects left to perform, oldest first. */
  List<BuildId> unfinished();

  /** Builds, newest first. */
  List<BuildSummary> list(BuildQuery query);

  /** The highest number among the builds of pipelines with this name; 0 when there is none. */
  long highestNumber(String pipelineName);

  /** Lets go of files and threads. May be called twice. */
  @Override
  void close();
}
