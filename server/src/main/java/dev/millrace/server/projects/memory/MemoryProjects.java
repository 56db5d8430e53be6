package dev.millrace.server.projects.memory;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.Membership;
import dev.millrace.server.access.memory.MemoryAccess;
import dev.millrace.server.projects.Project;
import dev.millrace.server.projects.ProjectQuery;
import dev.millrace.server.projects.ProjectStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Projects in memory. A change is made within a change of the access store, after it succeeded. */
public final class MemoryProjects implements ProjectStore {
  private final MemoryAccess access;

  /** By the keys of their ids; guarded by this. */
  private final Map<String, Project> projects = new TreeMap<>();

  public MemoryProjects(MemoryAccess access) {
    this.access = access;
  }

  @Override
  public synchronized boolean create(Project project, Membership first, List<AuditEntry> audits) {
    if (find(project.id()).isPresent()) {
      return false;
    }
    var _ =
        access.change(records -> {
          records.members().put(first);
          audits.forEach(records.audits()::append);
          return true;
        });
    projects.put(Project.keyOf(project.id()), project);
    return true;
  }

  @Override
  public synchronized boolean save(Project project, AuditEntry audit) {
    if (find(project.id()).filter(was -> was.version() == project.version() - 1).isEmpty()) {
      return false;
    }
    access.audit().append(audit);
    projects.put(Project.keyOf(project.id()), project);
    return true;
  }

  @Override
  public synchronized Optional<Project> find(ProjectId id) {
    return Optional.ofNullable(projects.get(Project.keyOf(id)));
  }

  @Override
  public synchronized long count() {
    return projects.size();
  }

  @Override
  public List<Project> list(ProjectQuery query) {
    return sorted(Optional.empty(), query);
  }

  @Override
  public List<Project> listOf(Set<ProjectId> some, ProjectQuery query) {
    return sorted(Optional.of(some), query);
  }

  private synchronized List<Project> sorted(Optional<Set<ProjectId>> some, ProjectQuery query) {
    Optional<Set<String>> keys =
        some.map(ids -> ids.stream().map(Project::keyOf).collect(Collectors.toSet()));
    return projects.values().stream()
        .filter(project -> keys.map(k -> k.contains(Project.keyOf(project.id()))).orElse(true))
        .filter(query::admits)
        .sorted(Comparator.comparing(Project::place))
        .limit(query.limit())
        .toList();
  }
}
