package dev.millrace.server.projects.http;

import dev.millrace.server.projects.Project;
import java.time.Instant;

/**
 * A project.
 *
 * @param enabled whether anything in it may be started or changed
 * @param maxPipelines how many pipelines there may be in it
 * @param createdBy the user who became its first administrator
 * @param version counts changes, from 1; also in the {@code ETag}
 */
public record ProjectView(
    String id,
    String name,
    String description,
    boolean enabled,
    int maxPipelines,
    String createdBy,
    Instant createdAt,
    Instant changedAt,
    long version) {
  static ProjectView of(Project project) {
    return new ProjectView(
        project.id().value(),
        project.details().name(),
        project.details().description(),
        project.details().isEnabled(),
        project.details().limits().pipelines(),
        project.createdBy().value(),
        project.createdAt(),
        project.changedAt(),
        project.version());
  }
}
