package dev.millrace.server.access;

import dev.millrace.engine.state.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells who somebody is and what they may do; every request passes here. What it read is remembered
 * for {@link #MEMORY}: a change in this process is heeded at once, one of another process on the
 * same database after that time. Safe from any thread.
 */
public final class Doors {
  public static final Duration MEMORY = Duration.ofSeconds(5);

  private final AccessStore store;
  private final InstantSource clock;
  private final Touches touches = new Touches();
  private final Recent<String, KnownSession> sessions = new Recent<>(MEMORY, Recent.MAX_KEYS);
  private final Recent<String, KnownToken> tokens = new Recent<>(MEMORY, Recent.MAX_KEYS);
  private final Recent<Place, Standing> standings = new Recent<>(MEMORY, Recent.MAX_KEYS);

  private record KnownSession(Session session, User user) {}

  private record KnownToken(Token token, User user) {}

  private record Place(ProjectId project, String user) {}

  /** That somebody is nothing in a project is remembered too. */
  private record Standing(Optional<Membership> membership) {}

  public Doors(AccessStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Whose session a secret proves, if it is live and its user enabled. */
  public Optional<Principal> bySession(Secret secret) {
    if (secret.reveal().length() != Secrets.SECRET_LENGTH) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    String fingerprint = secret.fingerprint();
    return sessions
        .get(fingerprint, now, () -> store.read(records -> session(records, fingerprint)))
        .filter(known -> !known.user().details().isDisabled())
        .filter(known -> isLive(known.session(), now))
        .map(known -> used(known, now));
  }

  private static Optional<KnownSession> session(AccessRecords records, String fingerprint) {
    return records
        .sessions()
        .byFingerprint(fingerprint)
        .flatMap(session ->
            records.users().find(session.user()).map(user -> new KnownSession(session, user)));
  }

  private boolean isLive(Session session, Instant now) {
    Optional<Instant> seen = touches.last(session.id(), Optional.of(session.lastSeenAt()));
    return session.isLiveAt(now, seen.orElse(session.lastSeenAt()));
  }

  private Principal used(KnownSession known, Instant now) {
    Session session = known.session();
    if (touches.isDue(session.id(), Optional.of(session.lastSeenAt()), now)) {
      store.changeSoon(
          "a session was seen", records -> records.sessions().touch(session.id(), now));
    }
    return new Principal(
        known.user().id(),
        known.user().details().isAdministrator(),
        Optional.of(session.id()),
        Optional.empty());
  }

  /** Whose token a secret is, if it is live and its user enabled. */
  public Optional<Principal> byToken(Secret secret) {
    if (!TokenText.isWellFormed(secret)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    String fingerprint = secret.fingerprint();
    return tokens
        .get(fingerprint, now, () -> store.read(records -> token(records, fingerprint)))
        .filter(known -> !known.user().details().isDisabled())
        .filter(known -> known.token().isLiveAt(now))
        .map(known -> used(known, now));
  }

  private static Optional<KnownToken> token(AccessRecords records, String fingerprint) {
    return records
        .tokens()
        .byFingerprint(fingerprint)
        .flatMap(
            token -> records.users().find(token.user()).map(user -> new KnownToken(token, user)));
  }

  private Principal used(KnownToken known, Instant now) {
    Token token = known.token();
    if (touches.isDue(token.id(), token.lastUsedAt(), now)) {
      store.changeSoon("a token was used", records -> records.tokens().touch(token.id(), now));
    }
    return new Principal(
        known.user().id(),
        known.user().details().isAdministrator(),
        Optional.empty(),
        Optional.of(token.id()),
        token.terms().scopes(),
        token.terms().projects());
  }

  /**
   * Whether somebody may do something in a project, which need not exist.
   *
   * @param principal as answered for this very request
   */
  public boolean may(Principal principal, Permission permission, ProjectId project) {
    if (!principal.isWithinScope(permission) || !principal.isWithin(project)) {
      return false;
    }
    return principal.isAdministrator()
        || roleOf(principal.user(), project).filter(role -> role.may(permission)).isPresent();
  }

  /** What a user is in a project by a membership; being an administrator of the server is none. */
  public Optional<Role> roleOf(UserId user, ProjectId project) {
    Instant now = clock.instant();
    return standings
        .get(
            new Place(project, user.key()),
            now,
            () ->
                Optional.of(
                    new Standing(store.read(records -> records.members().find(project, user)))))
        .flatMap(Standing::membership)
        .filter(membership -> membership.isValidAt(now))
        .map(Membership::role);
  }

  /** The projects where somebody may do something; empty: in all there are. */
  public Optional<Set<ProjectId>> where(Principal principal, Permission permission) {
    if (!principal.isWithinScope(permission)) {
      return Optional.of(Set.of());
    }
    if (principal.isAdministrator()) {
      return principal.projects();
    }
    Instant now = clock.instant();
    return Optional.of(
        store.read(records -> records.members().of(principal.user())).stream()
            .filter(membership -> membership.isValidAt(now))
            .filter(membership -> membership.role().may(permission))
            .map(Membership::project)
            .filter(principal::isWithin)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whoever changed users, sessions, tokens or memberships says so here, after the commit. */
  public void changed() {
    sessions.forget();
    tokens.forget();
    standings.forget();
  }
}
