package dev.millrace.server.pipelines;

import dev.millrace.engine.state.ProjectId;
import java.util.Optional;

/**
 * The wish for a pipeline.
 *
 * @param name empty: what the text says
 * @param mostInProject how many its project may have
 */
public record NewPipeline(
    ProjectId project, Optional<String> name, Definition definition, int mostInProject) {
  /** In a project with the usual limit. */
  public static NewPipeline of(ProjectId project, String name, Definition definition) {
    return new NewPipeline(
        project, Optional.of(name), definition, PipelineLimits.PIPELINES_OF_PROJECT);
  }
}
