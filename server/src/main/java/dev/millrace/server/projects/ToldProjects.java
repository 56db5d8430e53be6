package dev.millrace.server.projects;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.AuditListener;
import dev.millrace.server.access.Membership;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store that tells of each change in it, once it is on disk. */
public final class ToldProjects implements ProjectStore {
  private final ProjectStore store;
  private final AuditListener listener;

  public ToldProjects(ProjectStore store, AuditListener listener) {
    this.store = store;
    this.listener = listener;
  }

  @Override
  public boolean create(Project project, Membership first, List<AuditEntry> audits) {
    boolean isDone = store.create(project, first, audits);
    if (isDone) {
      audits.forEach(listener::changed);
    }
    return isDone;
  }

  @Override
  public boolean save(Project project, AuditEntry audit) {
    boolean isDone = store.save(project, audit);
    if (isDone) {
      listener.changed(audit);
    }
    return isDone;
  }

  @Override
  public Optional<Project> find(ProjectId id) {
    return store.find(id);
  }

  @Override
  public long count() {
    return store.count();
  }

  @Override
  public List<Project> list(ProjectQuery query) {
    return store.list(query);
  }

  @Override
  public List<Project> listOf(Set<ProjectId> some, ProjectQuery query) {
    return store.listOf(some, query);
  }
}
