package dev.millrace.server.builds;

import java.util.Optional;

/**
 * What a list of pipelines shows of the builds of one.
 *
 * @param last the newest
 * @param live how many have not ended
 */
public record PipelineActivity(Optional<BuildSummary> last, int live) {
  /** Pipelines that can be asked about at once. */
  public static final int MAX_PIPELINES = 1_000;

  /** Of a pipeline that never had a build. */
  public static final PipelineActivity NONE = new PipelineActivity(Optional.empty(), 0);
}
