package dev.millrace.server.builds;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.builds.calls.CallablePipelines;
import dev.millrace.server.builds.memory.MemoryPipelines;
import java.util.List;

/**
 * What pipelines of a simulation call, whoever they are. One calls another, and no call goes
 * deeper; of one a single build runs and a single one waits; one can't be started.
 */
final class SimulatedCalls {
  /** All names, and one that no pipeline has. */
  static final List<String> NAMES = List.of("leaf", "locked", "middle", "disabled", "nobody");

  static final CallablePipelines PIPELINES = pipelines();

  private SimulatedCalls() {}

  private static CallablePipelines pipelines() {
    var known = new MemoryPipelines();
    put(known, "leaf", "", "run: ./test");
    put(known, "locked", "concurrency: {group: one, queue-length: 1}", "run: ./test");
    put(
        known,
        "middle",
        "",
        "{uses: call@1.*, with: {subPipelineType: NAME, subPipelineName: locked}}");
    put(known, "disabled", "disable-pipeline: true", "run: ./test");
    return (_, called, byName) -> known.find(new PipelineId("leaf"), called, byName);
  }

  private static void put(MemoryPipelines known, String name, String settings, String task) {
    known.put(
        new ProjectId("x"),
        new PipelineId(name),
        CallingPipelines.of(
            """
            version: v3.0
            name: %s
            %s
            jobs: {only: {steps: [run: make, %s]}}
            """
                .formatted(name, settings, task)));
  }
}
