package dev.millrace.server.projects;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.Membership;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps projects. Each change is one commit with its audit, durable when it returns. Safe from any
 * thread; every method may block and throws {@code StoreUnavailable} when it can't answer now.
 * Projects are found ignoring case.
 */
public interface ProjectStore {
  /**
   * Keeps a new project, its first member, and the audits of both.
   *
   * @return false if there is one with this id; nothing is kept then
   */
  boolean create(Project project, Membership first, List<AuditEntry> audits);

  /**
   * Keeps a changed project.
   *
   * @return false if the one kept is not the version before this one; nothing is kept then
   */
  boolean save(Project project, AuditEntry audit);

  Optional<Project> find(ProjectId id);

  long count();

  /** In the order of their places. */
  List<Project> list(ProjectQuery query);

  /** As {@link #list}, only of some; ids nobody has are left out. */
  List<Project> listOf(Set<ProjectId> some, ProjectQuery query);
}
