package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import java.time.Instant;
import java.util.Optional;

/** What a list shows of a build. */
public record BuildSummary(
    BuildId id,
    long number,
    String pipelineName,
    int attempt,
    BuildStatus status,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt) {}
