package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.database.StoreUnavailable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /** A page of builds, newest first, without reading what is on others. */
  BuildPage list(BuildQuery query);

  /** What a list shows of one build. */
  Optional<BuildSummary> summary(BuildId id);

  /**
   * How parts of a build ended that were run again since, the latest attempt first; at most {@link
   * EarlierExecution#MAX_SHOWN}.
   */
  List<EarlierExecution> earlier(BuildId id);

  /**
   * What happens at each of these pipelines.
   *
   * @param pipelines at most {@link PipelineActivity#MAX_PIPELINES}, as what builds run
   * @return for each of them
   */
  Map<PipelineId, PipelineActivity> activity(Set<PipelineId> pipelines);

  /**
   * Of some versions of a pipeline those that builds are of, ended or not.
   *
   * @param pipeline as what builds run: those of its drafts are of another
   */
  Set<Integer> versionsIn(PipelineId pipeline, Set<Integer> versions);

  /** The highest number among the builds of pipelines with this name; 0 when there is none. */
  long highestNumber(String pipelineName);

  /** Lets go of files and threads. May be called twice. */
  @Override
  void close();
}
