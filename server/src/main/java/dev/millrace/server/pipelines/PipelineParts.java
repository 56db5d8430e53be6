package dev.millrace.server.pipelines;

import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.Settings;
import java.util.List;

/** A pipeline taken apart the way {@link ReleaseName} counts, and put together otherwise. */
final class PipelineParts {
  private PipelineParts() {}

  static Object body(Pipeline pipeline) {
    return new Pipeline(
        "",
        "",
        List.of(),
        false,
        List.of(),
        pipeline.variables(),
        pipeline.variableGroups(),
        pipeline.stages(),
        pipeline.finallyJobs(),
        pipeline.template(),
        pipeline.resources(),
        List.of(),
        Concurrency.DEFAULT,
        pipeline.recommendedVersion(),
        Settings.DEFAULT,
        pipeline.extras());
  }

  static Object triggers(Pipeline pipeline) {
    return List.of(pipeline.triggersWritten(), pipeline.triggers());
  }

  static Object settings(Pipeline pipeline) {
    return List.of(
        pipeline.name(),
        pipeline.description(),
        pipeline.labels(),
        pipeline.notices(),
        pipeline.concurrency(),
        pipeline.settings());
  }

  static Pipeline named(Pipeline pipeline, String name) {
    return with(
        pipeline, name, pipeline.description(), pipeline.concurrency(), pipeline.settings());
  }

  static Pipeline with(
      Pipeline pipeline,
      String name,
      String description,
      Concurrency concurrency,
      Settings settings) {
    return new Pipeline(
        name,
        description,
        pipeline.labels(),
        pipeline.triggersWritten(),
        pipeline.triggers(),
        pipeline.variables(),
        pipeline.variableGroups(),
        pipeline.stages(),
        pipeline.finallyJobs(),
        pipeline.template(),
        pipeline.resources(),
        pipeline.notices(),
        concurrency,
        pipeline.recommendedVersion(),
        settings,
        pipeline.extras());
  }
}
