package dev.millrace.server.builds;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What a list shows of a build.
 *
 * @param remark empty: none
 */
public record BuildSummary(
    BuildId id,
    long number,
    String pipelineName,
    int attempt,
    BuildStatus status,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    BuildFacts facts,
    String remark) {
  /** The same of a build as it is now. */
  public static BuildSummary of(Build build, String remark) {
    return new BuildSummary(
        build.id(),
        build.number(),
        build.pipeline().name(),
        build.attempt(),
        build.status(),
        build.createdAt(),
        build.startedAt(),
        build.endedAt(),
        BuildFacts.of(build),
        remark);
  }

  /** Where it stands in lists. */
  public BuildQuery.Position position() {
    return new BuildQuery.Position(createdAt, id);
  }
}
