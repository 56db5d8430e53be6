package dev.millrace.server.access.http;

import dev.millrace.server.access.User;
import java.time.Instant;
import java.util.Optional;

/**
 * A user.
 *
 * @param id the name they sign in with
 * @param name to show
 * @param administrator of the whole server
 * @param disabled whether they can't sign in, nor anything of theirs be used
 * @param version counts changes, from 1; also in the {@code ETag}
 */
public record UserView(
    String id,
    String name,
    Optional<String> email,
    boolean administrator,
    boolean disabled,
    Instant createdAt,
    Instant changedAt,
    long version) {
  static UserView of(User user) {
    return new UserView(
        user.id().value(),
        user.details().name(),
        user.details().email(),
        user.details().isAdministrator(),
        user.details().isDisabled(),
        user.createdAt(),
        user.changedAt(),
        user.version());
  }
}
