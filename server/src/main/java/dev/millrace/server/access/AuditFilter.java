package dev.millrace.server.access;

import dev.millrace.engine.state.ProjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which audits are wanted; what is empty doesn't matter.
 *
 * @param since the earliest moment wanted
 * @param until the first moment not wanted
 */
public record AuditFilter(
    Optional<ProjectId> project,
    Optional<UserId> user,
    Optional<String> kind,
    Optional<Instant> since,
    Optional<Instant> until) {
  public static final AuditFilter ALL =
      new AuditFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public static AuditFilter in(ProjectId project) {
    return new AuditFilter(
        Optional.of(project),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public boolean takes(AuditRecord audit) {
    return (project.isEmpty() || project.equals(audit.project()))
        && (user.isEmpty() || user.equals(audit.user()))
        && kind.map(wanted -> wanted.equals(audit.thing().kind())).orElse(true)
        && since.map(first -> !audit.place().at().isBefore(first)).orElse(true)
        && until.map(end -> audit.place().at().isBefore(end)).orElse(true);
  }
}
