package dev.millrace.server.builds.http;

import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.TriggerKind;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What lists show of a build.
 *
 * @param pipeline the id of what it runs; builds of a draft have one of their own
 * @param version of the pipeline
 * @param startedBy a user
 * @param remark empty: none
 */
public record BuildView(
    String id,
    long number,
    Optional<String> pipeline,
    String pipelineName,
    OptionalInt version,
    int attempt,
    BuildStatus status,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<String> startedBy,
    Optional<TriggerKind> trigger,
    String remark) {
  static BuildView of(BuildSummary build) {
    return new BuildView(
        build.id().value(),
        build.number(),
        build.facts().pipeline().map(PipelineId::value),
        build.pipelineName(),
        build.facts().version(),
        build.attempt(),
        build.status(),
        build.createdAt(),
        build.startedAt(),
        build.endedAt(),
        build.facts().startedBy(),
        build.facts().trigger(),
        build.remark());
  }
}
