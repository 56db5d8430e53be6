package dev.millrace.server.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Changes passwords. A changed one ends the user's other sessions. Safe from any thread. */
public final class Passwords {
  private final AccessStore store;
  private final PasswordCheck check;
  private final PasswordHashing hashing;
  private final Doors doors;
  private final InstantSource clock;

  public Passwords(
      AccessStore store,
      PasswordCheck check,
      PasswordHashing hashing,
      Doors doors,
      InstantSource clock) {
    this.store = store;
    this.check = check;
    this.hashing = hashing;
    this.doors = doors;
    this.clock = clock;
  }

  /**
   * Changes the password of the one who asks; the session by which they do goes on.
   *
   * @throws AccessRefused with what {@link PasswordRules} found; with {@link
   *     AccessWording#NEEDS_SESSION}; or as {@link SignIn#signIn}, since the present password is
   *     guessed as well here as there
   */
  public void change(Actor actor, UserId user, Secret present, Secret next) {
    if (!actor.isSignedInAs(user)) {
      throw AccessWording.NEEDS_SESSION.refused(user);
    }
    PasswordRules.check(user, next);
    PasswordCheck.Proved proved = check.check(user, present, actor);
    String hash = hashing.hash(next);
    Instant now = clock.instant();
    store.change(records -> {
      records.queueFor("user " + user.key());
      if (!records.users().passwordOf(user).equals(Optional.of(proved.hash()))) {
        throw AccessWording.WRONG_PASSWORD.refused();
      }
      set(records, actor, user, hash, now);
      return true;
    });
    doors.changed();
  }

  /**
   * Gives a user a password; asked by the server itself or an administrator of it who is signed in:
   * a token could else make a password of its own user, and outlive itself.
   *
   * @throws AccessRefused with what {@link PasswordRules} found; with {@link
   *     AccessWording#NEEDS_ADMINISTRATOR}, {@link AccessWording#NEEDS_SESSION} or {@link
   *     AccessWording#NO_SUCH_USER}
   */
  public void reset(Actor actor, UserId user, Secret next) {
    if (!actor.isOverProjects()) {
      throw AccessWording.NEEDS_ADMINISTRATOR.refused();
    }
    actor
        .principal()
        .filter(who -> who.session().isEmpty())
        .ifPresent(who -> {
          throw AccessWording.NEEDS_SESSION.refused(who.user());
        });
    PasswordRules.check(user, next);
    String hash = hashing.hash(next);
    Instant now = clock.instant();
    store.change(records -> {
      records.queueFor("user " + user.key());
      if (records.users().find(user).isEmpty()) {
        throw AccessWording.NO_SUCH_USER.refused(user);
      }
      set(records, actor, user, hash, now);
      return true;
    });
    doors.changed();
  }

  private static void set(
      AccessRecords records, Actor actor, UserId user, String hash, Instant now) {
    records.users().setPassword(user, hash);
    Optional<String> used =
        actor.principal().filter(who -> who.user().equals(user)).flatMap(Principal::session);
    Sessions.endAll(records, actor, user, used, now);
    records
        .audits()
        .append(
            AuditEntry.of(actor, now, "changed", new AuditEntry.Thing("password", user.value())));
  }
}
