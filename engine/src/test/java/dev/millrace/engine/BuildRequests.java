package dev.millrace.engine;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.state.BuildId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Wishes for builds of a pipeline. */
final class BuildRequests {
  private BuildRequests() {}

  static BuildRequest requestOf(Pipeline pipeline, Map<String, String> parameters) {
    return new BuildRequest(
        new BuildId("b-1"),
        1,
        pipeline,
        Data.ordered(parameters),
        Data.ordered(Map.of()),
        Set.of());
  }

  static BuildRequest requestOf(Pipeline pipeline, Set<String> onlyJobs) {
    return new BuildRequest(
        new BuildId("b-1"), 1, pipeline, Data.ordered(Map.of()), Data.ordered(Map.of()), onlyJobs);
  }

  /** The same wish, about which this person is asked first. */
  static BuildRequest reviewedBy(String reviewer, BuildRequest request) {
    return new BuildRequest(
        request.id(),
        request.number(),
        request.pipeline(),
        request.parameters(),
        request.builtIn(),
        request.onlyJobs(),
        request.queueing(),
        request.numbers(),
        List.of(reviewer),
        request.caller());
  }
}
