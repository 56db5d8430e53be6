package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which builds to list.
 *
 * @param pipelineName only builds of pipelines with exactly this name
 * @param after continue behind the last build of the page before
 * @param limit 1..{@value #MAX_LIMIT}
 */
public record BuildQuery(Optional<String> pipelineName, Optional<Position> after, int limit) {
  public static final int MAX_LIMIT = 1_000;

  public BuildQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit " + limit + " is not in 1.." + MAX_LIMIT);
    }
  }

  /** The newest builds of all pipelines. */
  public static BuildQuery newest(int limit) {
    return new BuildQuery(Optional.empty(), Optional.empty(), limit);
  }

  /** The builds that follow {@code last} in the same list. */
  public BuildQuery behind(BuildSummary last) {
    return new BuildQuery(
        pipelineName, Optional.of(new Position(last.createdAt(), last.id())), limit);
  }

  /** A place in the list, which is ordered by time of creation, then by id. */
  public record Position(Instant createdAt, BuildId id) {}
}
