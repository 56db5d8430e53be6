package dev.millrace.server.pipelines.http;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.builds.PipelineActivity;
import java.util.Map;
import java.util.Set;

/** Knows what goes on at pipelines, for lists to show. */
@FunctionalInterface
public interface LastBuilds {
  /** Where no builds are. */
  LastBuilds NONE = _ -> Map.of();

  /**
   * The last builds of pipelines. May block.
   *
   * @param pipelines those of one page
   * @return one without builds may be left out
   */
  Map<PipelineId, PipelineActivity> of(Set<PipelineId> pipelines);
}
