package dev.millrace.server.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Signs people in. Safe from any thread. */
public final class SignIn {
  private final AccessStore store;
  private final PasswordCheck check;
  private final PasswordHashing hashing;
  private final Secrets secrets;
  private final Terms terms;

  /** What holds for every session, and what has to hear of them. */
  public record Terms(
      SessionSettings settings, AccessLimits limits, Doors doors, InstantSource clock) {}

  public SignIn(
      AccessStore store,
      PasswordCheck check,
      PasswordHashing hashing,
      Secrets secrets,
      Terms terms) {
    this.store = store;
    this.check = check;
    this.hashing = hashing;
    this.secrets = secrets;
    this.terms = terms;
  }

  /**
   * What somebody shows to sign in.
   *
   * @param former the session they come with; it ends, so that whoever planted it has nothing
   * @param client what their browser calls itself
   */
  public record Shown(
      UserId name, Secret password, Optional<Secret> former, Optional<String> client) {}

  /** A session that has begun; its secret is told this once. */
  public record SignedIn(User user, Session session, Secret secret) {}

  /**
   * Begins a session. A user's oldest sessions end when there would be too many. A password hashed
   * at an earlier cost is hashed anew.
   *
   * @throws AccessRefused with {@link AccessWording#WRONG_PASSWORD}, the same whether user or
   *     password are wrong or the user is disabled; with {@link AccessWording#WAIT} or {@link
   *     AccessWording#BUSY}
   */
  public SignedIn signIn(Shown shown, Actor actor) {
    return begin(check.check(shown.name(), shown.password(), actor), shown, actor);
  }

  /**
   * As {@link #signIn}, for somebody who has chosen their password in this very request: whoever
   * else failed at their address, they need not wait.
   */
  public SignedIn signInAtOnce(Shown shown, Actor actor) {
    return begin(check.chosen(shown.name()), shown, actor);
  }

  private SignedIn begin(PasswordCheck.Proved proved, Shown shown, Actor actor) {
    Optional<String> rehashed =
        hashing.isOutgrown(proved.hash())
            ? Optional.of(hashing.hash(shown.password()))
            : Optional.empty();
    Secret secret = secrets.next();
    String id = secrets.nextId();
    Instant now = terms.clock().instant();
    SignedIn begun =
        store.change(records -> {
          User user = requireUnchanged(records, proved);
          endFormer(records, shown.former());
          endOldest(records, user, now);
          rehashed.ifPresent(hash -> records.users().setPassword(user.id(), hash));
          Session session = session(id, user, shown, actor, now);
          records.sessions().insert(session, secret.fingerprint());
          records.audits().append(signedIn(actor, user, session));
          return new SignedIn(user, session, secret);
        });
    terms.doors().changed();
    return begun;
  }

  /** What was proved may be no longer so: a changed password ends all that the old one began. */
  private static User requireUnchanged(AccessRecords records, PasswordCheck.Proved proved) {
    UserId id = proved.user().id();
    records.queueFor("user " + id.key());
    if (!records.users().passwordOf(id).equals(Optional.of(proved.hash()))) {
      throw AccessWording.WRONG_PASSWORD.refused();
    }
    return records
        .users()
        .find(id)
        .filter(user -> !user.details().isDisabled())
        .orElseThrow(AccessWording.WRONG_PASSWORD::refused);
  }

  private static void endFormer(AccessRecords records, Optional<Secret> former) {
    former
        .flatMap(secret -> records.sessions().byFingerprint(secret.fingerprint()))
        .ifPresent(session -> records.sessions().delete(session.id()));
  }

  private void endOldest(AccessRecords records, User user, Instant now) {
    List<Session> all = records.sessions().of(user.id());
    all.stream()
        .filter(session -> !session.isLiveAt(now))
        .forEach(session -> records.sessions().delete(session.id()));
    List<Session> live = all.stream().filter(session -> session.isLiveAt(now)).toList();
    live.stream()
        .limit(Math.max(0, live.size() + 1 - terms.limits().sessions()))
        .forEach(session -> records.sessions().delete(session.id()));
  }

  private Session session(String id, User user, Shown shown, Actor actor, Instant now) {
    return new Session(
        id,
        user.id(),
        actor.address(),
        shown.client(),
        now,
        now.plus(terms.settings().life()),
        terms.settings().idleLife(),
        now);
  }

  private static AuditEntry signedIn(Actor actor, User user, Session session) {
    var principal =
        new Principal(
            user.id(),
            user.details().isAdministrator(),
            Optional.of(session.id()),
            Optional.empty());
    return AuditEntry.of(
        actor.as(principal),
        session.beganAt(),
        "created",
        new AuditEntry.Thing("session", session.id()));
  }
}
