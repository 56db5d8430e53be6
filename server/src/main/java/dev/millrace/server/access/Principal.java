package dev.millrace.server.access;

import java.util.Optional;
import java.util.Set;

/**
 * Somebody who has proved who they are.
 *
 * @param isAdministrator of the whole server: may do everything in every project
 * @param session by which they signed in, as a public id; empty when a token was shown
 * @param scopes what the token they showed is limited to; empty: all that the user may
 */
public record Principal(
    UserId user,
    boolean isAdministrator,
    Optional<String> session,
    Optional<Set<Permission>> scopes) {
  public Principal {
    scopes = scopes.map(Set::copyOf);
  }

  /** Whether what they showed lets them use such a permission, if the user has it. */
  public boolean isWithinScope(Permission permission) {
    return scopes.map(allowed -> allowed.contains(permission)).orElse(true);
  }
}
