package dev.millrace.server.access;

import dev.millrace.engine.state.ProjectId;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who has proved who they are, for the length of one request.
 *
 * @param isAdministrator of the whole server: may do everything in every project
 * @param session by which they signed in, as a public id; empty when a token was shown
 * @param token they showed, as a public id; empty when they signed in
 * @param scopes what the token is limited to; empty: all that the user may
 * @param projects the token is limited to; empty: all of the user's
 */
public record Principal(
    UserId user,
    boolean isAdministrator,
    Optional<String> session,
    Optional<String> token,
    Optional<Set<Permission>> scopes,
    Optional<Set<ProjectId>> projects) {
  public Principal {
    scopes = scopes.map(Set::copyOf);
    projects = projects.map(Set::copyOf);
  }

  /** Somebody whose projects are not limited by what they showed. */
  public Principal(
      UserId user,
      boolean isAdministrator,
      Optional<String> session,
      Optional<Set<Permission>> scopes) {
    this(user, isAdministrator, session, Optional.empty(), scopes, Optional.empty());
  }

  /** Whether what they showed lets them use such a permission, if the user has it. */
  public boolean isWithinScope(Permission permission) {
    return scopes.map(allowed -> allowed.contains(permission)).orElse(true);
  }

  /** Whether what they showed is good for a project, if the user may go there. */
  public boolean isWithin(ProjectId project) {
    return projects.map(allowed -> allowed.contains(project)).orElse(true);
  }

  /**
   * Whether they may do what concerns the whole server, such as make users. A token that is limited
   * in any way is not good for that.
   */
  public boolean mayAdminister() {
    return isAdministrator && scopes.isEmpty() && projects.isEmpty();
  }
}
