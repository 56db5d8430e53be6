package dev.millrace.server.pipelines;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.AuditListener;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store that tells of each change in it, once it is on disk. */
public final class ToldPipelines implements PipelineStore {
  private final PipelineStore store;
  private final AuditListener listener;

  public ToldPipelines(PipelineStore store, AuditListener listener) {
    this.store = store;
    this.listener = listener;
  }

  @Override
  public Committed commit(PipelineCommit commit) {
    Committed committed = store.commit(commit);
    if (committed instanceof Committed.Done) {
      listener.changed(commit.audit());
    }
    return committed;
  }

  @Override
  public Optional<PipelineEntry> find(PipelineId id) {
    return store.find(id);
  }

  @Override
  public Optional<PipelineEntry> findByName(ProjectId project, String name) {
    return store.findByName(project, name);
  }

  @Override
  public Optional<Definition> definition(PipelineId id, VersionNumber number) {
    return store.definition(id, number);
  }

  @Override
  public Optional<Version> version(PipelineId id, VersionNumber number) {
    return store.version(id, number);
  }

  @Override
  public List<Version> versions(PipelineId id, Optional<VersionNumber> below, int most) {
    return store.versions(id, below, most);
  }

  @Override
  public List<VersionNumber> released(PipelineId id) {
    return store.released(id);
  }

  @Override
  public PipelinePage list(PipelineQuery query) {
    return store.list(query);
  }

  @Override
  public List<PipelineEntry> deletedBefore(Instant moment, int most) {
    return store.deletedBefore(moment, most);
  }

  @Override
  public void purge(PipelineId id) {
    store.purge(id);
  }
}
