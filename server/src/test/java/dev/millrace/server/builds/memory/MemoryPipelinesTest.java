package dev.millrace.server.builds.memory;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.builds.CallingPipelines;
import dev.millrace.server.builds.calls.CallablePipelines;
import dev.millrace.server.builds.calls.CallablePipelinesContract;

class MemoryPipelinesTest implements CallablePipelinesContract {
  @Override
  public CallablePipelines with(ProjectId ofCaller, ProjectId ofCalled) {
    var pipelines = new MemoryPipelines();
    pipelines.put(
        ofCaller,
        CALLER,
        CallingPipelines.of("version: v3.0\nname: caller\nsteps: [{run: make}]\n"));
    pipelines.put(ofCalled, CALLED, PIPELINE);
    return pipelines;
  }
}
