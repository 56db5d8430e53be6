package dev.millrace.server.access;

import dev.millrace.engine.state.ProjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a user is in a project.
 *
 * @param until the first moment they are it no longer; empty: until somebody changes it
 */
public record Membership(
    ProjectId project, UserId user, Role role, Instant since, Optional<Instant> until) {
  public boolean isValidAt(Instant now) {
    return until.map(now::isBefore).orElse(true);
  }

  /** Whether this one keeps the project from being without an administrator. */
  boolean isLastingAdministrator() {
    return role == Role.ADMINISTRATOR && until.isEmpty();
  }

  AuditText audited() {
    return new AuditText().put("user", user).put("role", role).put("until", until);
  }

  /** How a membership is called in audits. */
  public AuditEntry.Thing thing() {
    return new AuditEntry.Thing("membership", user.value());
  }

  /** The record of its beginning. */
  public AuditEntry begun(Actor actor) {
    return AuditEntry.of(actor, since, "created", thing()).in(project).to(audited());
  }
}
