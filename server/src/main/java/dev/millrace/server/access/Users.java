package dev.millrace.server.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The users of the server; only its administrators make and change them. Safe from any thread. */
public final class Users {
  public static final int MAX_PAGE = 200;

  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
  private static final String ADMINISTRATORS = "administrators";

  private final AccessStore store;
  private final PasswordHashing hashing;
  private final AccessLimits limits;
  private final Doors doors;
  private final InstantSource clock;

  public Users(
      AccessStore store,
      PasswordHashing hashing,
      AccessLimits limits,
      Doors doors,
      InstantSource clock) {
    this.store = store;
    this.hashing = hashing;
    this.limits = limits;
    this.doors = doors;
    this.clock = clock;
  }

  public Optional<User> find(UserId id) {
    return store.read(records -> records.users().find(id));
  }

  /**
   * In the order of their names, those behind {@code after}.
   *
   * @param limit 1..{@value #MAX_PAGE}; more is cut
   */
  public List<User> list(Optional<UserId> after, int limit) {
    return store.read(records -> records.users().list(after, Math.clamp(limit, 1, MAX_PAGE)));
  }

  /**
   * Makes a user.
   *
   * @param name to sign in with, as it was given
   * @param password empty: they can't sign in until they have one
   * @throws AccessRefused with what is wrong; nothing was made then
   */
  public User create(Actor actor, String name, User.Details details, Optional<Secret> password) {
    requireAdministrator(actor);
    UserId id = idOf(name);
    check(details);
    password.ifPresent(given -> PasswordRules.check(id, given));
    Optional<String> hash = password.map(hashing::hash);
    Instant now = clock.instant();
    User user = new User(id, details, now, now, 1);
    store.change(records -> {
      records.queueFor(ADMINISTRATORS);
      if (records.users().count() >= limits.users()) {
        throw AccessWording.TOO_MANY_USERS.refused(limits.users());
      }
      insert(records, actor, user, hash);
      return true;
    });
    doors.changed();
    return user;
  }

  static void insert(AccessRecords records, Actor actor, User user, Optional<String> hash) {
    if (!records.users().insert(user)) {
      throw AccessWording.USER_TAKEN.refused(user.id());
    }
    hash.ifPresent(text -> records.users().setPassword(user.id(), text));
    records
        .audits()
        .append(
            AuditEntry.of(actor, user.createdAt(), "created", AuditEntry.Thing.user(user.id()))
                .to(user.details().audited()));
  }

  static UserId idOf(String name) {
    if (!UserId.isValid(name)) {
      throw AccessWording.BAD_USER_ID.refused(shortened(name), UserId.MAX_LENGTH);
    }
    return new UserId(name);
  }

  static void check(User.Details details) {
    if (details.name().isBlank() || details.name().length() > User.MAX_NAME) {
      throw AccessWording.BAD_DISPLAY_NAME.refused(User.MAX_NAME);
    }
    details
        .email()
        .filter(text -> text.length() > User.MAX_EMAIL || !EMAIL.matcher(text).matches())
        .ifPresent(text -> {
          throw AccessWording.BAD_EMAIL.refused(shortened(text), User.MAX_EMAIL);
        });
  }

  private static String shortened(String text) {
    return text.length() <= UserId.MAX_LENGTH ? text : text.substring(0, UserId.MAX_LENGTH) + "…";
  }

  /**
   * Changes a user. One who is disabled is signed out everywhere, and their tokens are good for
   * nothing until they are enabled again.
   *
   * @param expectedVersion of the user that the change was decided on
   * @throws AccessRefused with what is wrong, such as {@link AccessWording#USER_CHANGED} or {@link
   *     AccessWording#LAST_SERVER_ADMINISTRATOR}
   */
  public User change(Actor actor, UserId id, long expectedVersion, User.Details details) {
    requireAdministrator(actor);
    return changed(actor, id, expectedVersion, _ -> details);
  }

  /** Changes what users may change about themselves; else as {@link #change}. */
  public User rename(
      Actor actor, UserId id, long expectedVersion, String name, Optional<String> email) {
    if (!actor.isSignedInAs(id)) {
      throw AccessWording.NEEDS_SESSION.refused(id);
    }
    return changed(
        actor,
        id,
        expectedVersion,
        was -> new User.Details(name, email, was.isAdministrator(), was.isDisabled()));
  }

  private interface Edit {
    User.Details of(User.Details was);
  }

  private User changed(Actor actor, UserId id, long expectedVersion, Edit edit) {
    User changed =
        store.change(records -> {
          records.queueFor(ADMINISTRATORS);
          User was =
              records.users().find(id).orElseThrow(() -> AccessWording.NO_SUCH_USER.refused(id));
          if (was.version() != expectedVersion) {
            throw AccessWording.USER_CHANGED.refused(was.id(), was.version());
          }
          User.Details next = edit.of(was.details());
          check(next);
          return commit(records, actor, was, was.changedTo(next, clock.instant()));
        });
    doors.changed();
    return changed;
  }

  private static User commit(AccessRecords records, Actor actor, User was, User next) {
    if (was.isActingAdministrator()
        && !next.isActingAdministrator()
        && records.users().countActingAdministrators() <= 1) {
      throw AccessWording.LAST_SERVER_ADMINISTRATOR.refused(was.id());
    }
    if (!records.users().update(next)) {
      throw AccessWording.USER_CHANGED.refused(was.id(), was.version() + 1);
    }
    if (next.details().isDisabled()) {
      Sessions.endAll(records, actor, next.id(), Optional.empty(), next.changedAt());
    }
    records
        .audits()
        .append(
            AuditEntry.of(actor, next.changedAt(), "changed", AuditEntry.Thing.user(next.id()))
                .from(was.details().audited())
                .to(next.details().audited()));
    return next;
  }

  private static void requireAdministrator(Actor actor) {
    if (!actor.isOverProjects()) {
      throw AccessWording.NEEDS_ADMINISTRATOR.refused();
    }
  }
}
