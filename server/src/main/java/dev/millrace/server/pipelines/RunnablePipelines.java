package dev.millrace.server.pipelines;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import java.util.Optional;

/** Finds pipelines to start builds of. Safe from any thread; blocks as its store does. */
public final class RunnablePipelines {
  private final PipelineStore store;

  public RunnablePipelines(PipelineStore store) {
    this.store = store;
  }

  /**
   * A version with all its settings in force. One that is disabled is found as well: {@link
   * RunnablePipeline#problemsWith} says so.
   *
   * @throws PipelineRefused if there is no such pipeline in the project or no such version, if it
   *     has errors, or refers to templates
   */
  public RunnablePipeline find(ProjectId project, PipelineId id, VersionChoice choice) {
    return runnable(entry(project, id), choice);
  }

  /**
   * What is known of a pipeline whose builds may begin or go on.
   *
   * @throws PipelineRefused if there is no such pipeline in the project
   */
  public PipelineEntry entry(ProjectId project, PipelineId id) {
    return store
        .find(id)
        .filter(entry -> !entry.isDeleted() && entry.project().equals(project))
        .orElseThrow(() -> none(id.value()));
  }

  /** As {@link #find}, by name. */
  public RunnablePipeline findByName(ProjectId project, String name, VersionChoice choice) {
    return runnable(store.findByName(project, name).orElseThrow(() -> none(name)), choice);
  }

  /** The project of a pipeline that is not deleted, or of the drafts of one. */
  public Optional<ProjectId> projectOf(PipelineId id) {
    return store
        .find(RunnablePipeline.ownerOf(id))
        .filter(entry -> !entry.isDeleted())
        .map(PipelineEntry::project);
  }

  private RunnablePipeline runnable(PipelineEntry entry, VersionChoice choice) {
    VersionNumber number = choice.in(entry);
    Version version = store.version(entry.id(), number).orElseThrow(() -> noVersion(entry, number));
    Definition definition =
        store.definition(entry.id(), number).orElseThrow(() -> noVersion(entry, number));
    return new RunnablePipeline(
        entry,
        version,
        SettingsInForce.of(
            definition,
            DefinitionReader.valid(entry.name(), definition).pipeline(),
            entry.name(),
            entry.enabled()));
  }

  private static PipelineRefused none(String called) {
    return new PipelineRefused(new Refusal.NotFound(PipelineWording.NO_PIPELINE.of(called)));
  }

  private static PipelineRefused noVersion(PipelineEntry entry, VersionNumber number) {
    return new PipelineRefused(
        new Refusal.NotFound(PipelineWording.NO_VERSION.of(entry.name(), number)));
  }
}
