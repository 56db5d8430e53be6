package dev.millrace.bench;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.builds.queues.StartRequest;
import java.util.Map;
import java.util.Set;

/** Wishes for builds with nothing given. */
final class Starts {
  static final ProjectId PROJECT = new ProjectId("bench");

  private Starts() {}

  /** Of the rules alone. */
  static BuildRequest ofRules(BuildId id, Pipeline pipeline) {
    return new BuildRequest(
        id, 1, pipeline, Data.ordered(Map.of()), Data.ordered(Map.of()), Set.of());
  }

  /** Of a pipeline that has no other builds: one pipeline's are not started that fast. */
  static StartRequest alone(BuildId id, Pipeline pipeline) {
    return of(id, id.value(), pipeline);
  }

  static StartRequest of(BuildId id, String pipelineId, Pipeline pipeline) {
    return StartRequest.plain(id, PROJECT, new PipelineId(pipelineId), pipeline);
  }
}
