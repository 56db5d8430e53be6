package dev.millrace.server.access;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who may sign in.
 *
 * @param version counts changes, from 1; a password is not part of this
 */
public record User(UserId id, Details details, Instant createdAt, Instant changedAt, long version) {
  public static final int MAX_NAME = 64;
  public static final int MAX_EMAIL = 254;

  /**
   * What can be changed about a user.
   *
   * @param name to show, 1..{@value #MAX_NAME} characters
   * @param email at most {@value #MAX_EMAIL} characters
   * @param isAdministrator of the whole server
   * @param isDisabled whether they can't sign in, nor anything of theirs be used
   */
  public record Details(
      String name, Optional<String> email, boolean isAdministrator, boolean isDisabled) {
    /** An enabled user without rights of their own. */
    public static Details named(String name) {
      return new Details(name, Optional.empty(), false, false);
    }

    public Details administrator() {
      return new Details(name, email, true, isDisabled);
    }

    public Details disabled() {
      return new Details(name, email, isAdministrator, true);
    }

    AuditText audited() {
      return new AuditText()
          .put("name", name)
          .put("email", email)
          .put("administrator", isAdministrator)
          .put("disabled", isDisabled);
    }
  }

  User changedTo(Details next, Instant now) {
    return new User(id, next, createdAt, now, version + 1);
  }

  /** Whether this one keeps the server from being without an administrator. */
  boolean isActingAdministrator() {
    return details.isAdministrator() && !details.isDisabled();
  }
}
