package dev.millrace.server.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The tokens of users. Safe from any thread. */
public final class Tokens {
  public static final int MAX_NAME = 64;

  /** Projects a token may be limited to. */
  public static final int MAX_PROJECTS = 100;

  public static final Duration LONGEST_LIFE = Duration.ofDays(365);

  private final AccessStore store;
  private final Secrets secrets;
  private final AccessLimits limits;
  private final Doors doors;
  private final InstantSource clock;

  public Tokens(
      AccessStore store, Secrets secrets, AccessLimits limits, Doors doors, InstantSource clock) {
    this.store = store;
    this.secrets = secrets;
    this.limits = limits;
    this.doors = doors;
    this.clock = clock;
  }

  /** A token just made; its secret is told this once. */
  public record Made(Token token, Secret secret) {}

  /** Those of a user that have not expired, in the order in which they were made. */
  public List<Token> of(UserId user) {
    Instant now = clock.instant();
    return store.read(records -> records.tokens().of(user)).stream()
        .filter(token -> token.isLiveAt(now))
        .toList();
  }

  /**
   * Makes a token for the one who asks. They must be signed in: else a token could make another
   * that is good for more or for longer.
   *
   * @throws AccessRefused with what is wrong
   */
  public Made create(Actor actor, UserId user, Token.Terms terms) {
    requireSession(actor, user);
    Instant now = clock.instant();
    check(terms, now);
    Secret secret = TokenText.next(secrets);
    var token = new Token(secrets.nextId(), user, terms, now, Optional.empty());
    store.change(records -> {
      records.queueFor("user " + user.key());
      List<Token> there = records.tokens().of(user);
      there.stream()
          .filter(old -> !old.isLiveAt(now))
          .forEach(old -> records.tokens().delete(old.id()));
      if (there.stream().filter(old -> old.isLiveAt(now)).count() >= limits.tokens()) {
        throw AccessWording.TOO_MANY_TOKENS.refused(limits.tokens());
      }
      records.tokens().insert(token, secret.fingerprint());
      records
          .audits()
          .append(AuditEntry.of(actor, now, "created", thing(token)).to(terms.audited()));
      return true;
    });
    return new Made(token, secret);
  }

  private static void check(Token.Terms terms, Instant now) {
    if (terms.name().isBlank() || terms.name().length() > MAX_NAME) {
      throw AccessWording.BAD_TOKEN_NAME.refused(MAX_NAME);
    }
    if (terms.scopes().filter(java.util.Set::isEmpty).isPresent()) {
      throw AccessWording.NO_SCOPES.refused();
    }
    if (terms.projects().filter(some -> some.isEmpty() || some.size() > MAX_PROJECTS).isPresent()) {
      throw AccessWording.BAD_TOKEN_PROJECTS.refused(MAX_PROJECTS);
    }
    if (!terms.expiresAt().isAfter(now)) {
      throw AccessWording.EXPIRY_PASSED.refused();
    }
    if (terms.expiresAt().isAfter(now.plus(LONGEST_LIFE))) {
      throw AccessWording.TOKEN_TOO_LONG.refused(LONGEST_LIFE.toDays());
    }
  }

  /**
   * Ends a token; asked by its user signed in, or an administrator of the server.
   *
   * @throws AccessRefused with {@link AccessWording#NO_SUCH_TOKEN} also if it is another's
   */
  public void revoke(Actor actor, UserId user, String id) {
    if (!actor.isOverProjects()) {
      requireSession(actor, user);
    }
    end(actor, user, id);
  }

  /**
   * Ends the token by which somebody proves who they are: whoever holds one may always do that.
   *
   * @throws AccessRefused with {@link AccessWording#NO_SUCH_TOKEN} if it has ended meanwhile
   * @throws java.util.NoSuchElementException if they show no token
   */
  public void endShown(Actor actor) {
    Principal who = actor.principal().orElseThrow();
    end(actor, who.user(), who.token().orElseThrow());
  }

  private void end(Actor actor, UserId user, String id) {
    store.change(records -> {
      Token token =
          records
              .tokens()
              .find(id)
              .filter(found -> found.user().equals(user))
              .filter(found -> records.tokens().delete(found.id()))
              .orElseThrow(() -> AccessWording.NO_SUCH_TOKEN.refused(id));
      records.audits().append(revoked(actor, token));
      return true;
    });
    doors.changed();
  }

  /** Ends all tokens of a user, also those that have expired; as {@link #revoke}. */
  public void revokeAll(Actor actor, UserId user) {
    if (!actor.isOverProjects()) {
      requireSession(actor, user);
    }
    store.change(records -> {
      records.queueFor("user " + user.key());
      for (Token token : records.tokens().of(user)) {
        if (records.tokens().delete(token.id())) {
          records.audits().append(revoked(actor, token));
        }
      }
      return true;
    });
    doors.changed();
  }

  private AuditEntry revoked(Actor actor, Token token) {
    return AuditEntry.of(actor, clock.instant(), "deleted", thing(token))
        .from(token.terms().audited());
  }

  private static void requireSession(Actor actor, UserId user) {
    if (!actor.isSignedInAs(user)) {
      throw AccessWording.NEEDS_SESSION.refused(user);
    }
  }

  private static AuditEntry.Thing thing(Token token) {
    return new AuditEntry.Thing("token", token.id());
  }
}
