package dev.millrace.server.access;

import dev.millrace.engine.state.ProjectId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a program shows to act as its user.
 *
 * @param id public; the secret that proves it is not here
 * @param lastUsedAt exact to {@link Touches#STEP}; empty: never
 */
public record Token(
    String id, UserId user, Terms terms, Instant createdAt, Optional<Instant> lastUsedAt) {

  /**
   * What it is good for.
   *
   * @param name the user's own for it
   * @param scopes what it may do; empty: all that the user may
   * @param projects where; empty: everywhere the user may
   * @param expiresAt the first moment it is good for nothing
   */
  public record Terms(
      String name,
      Optional<Set<Permission>> scopes,
      Optional<Set<ProjectId>> projects,
      Instant expiresAt) {
    public Terms {
      scopes = scopes.map(Set::copyOf);
      projects = projects.map(Set::copyOf);
    }

    AuditText audited() {
      return new AuditText()
          .put("name", name)
          .put("scopes", scopes)
          .put("projects", projects)
          .put("expires_at", expiresAt);
    }
  }

  public boolean isLiveAt(Instant now) {
    return now.isBefore(terms.expiresAt());
  }
}
