package dev.millrace.server.builds.memory;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.server.builds.ServerReason;
import dev.millrace.server.builds.calls.CallablePipelines;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Pipelines in a map. Of two with one name in a project, the one with the lesser id is found. */
public final class MemoryPipelines implements CallablePipelines {
  private final ConcurrentMap<PipelineId, Found.Callable> pipelines = new ConcurrentHashMap<>();

  /** Adds a pipeline, or replaces the one with its id. */
  public void put(ProjectId project, PipelineId id, Pipeline pipeline) {
    pipelines.put(id, new Found.Callable(project, id, pipeline));
  }

  @Override
  public Found find(PipelineId caller, String called, boolean byName) {
    Optional<ProjectId> project =
        Optional.ofNullable(pipelines.get(caller)).map(Found.Callable::project);
    return pipelines.values().stream()
        .filter(one -> project.equals(Optional.of(one.project())))
        .filter(one -> called.equals(byName ? one.pipeline().name() : one.id().value()))
        .min((one, other) -> one.id().value().compareTo(other.id().value()))
        .<Found>map(found -> found)
        .orElseGet(() -> new Found.Nothing(ServerReason.NO_SUCH_PIPELINE.of(called)));
  }
}
