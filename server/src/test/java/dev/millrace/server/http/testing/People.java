package dev.millrace.server.http.testing;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.AccessLimits;
import dev.millrace.server.access.AccessStore;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.Audit;
import dev.millrace.server.access.Doors;
import dev.millrace.server.access.HashCost;
import dev.millrace.server.access.Memberships;
import dev.millrace.server.access.PasswordCheck;
import dev.millrace.server.access.PasswordHashing;
import dev.millrace.server.access.Passwords;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.Role;
import dev.millrace.server.access.Secret;
import dev.millrace.server.access.Secrets;
import dev.millrace.server.access.SessionSettings;
import dev.millrace.server.access.Sessions;
import dev.millrace.server.access.Setup;
import dev.millrace.server.access.SignIn;
import dev.millrace.server.access.Throttle;
import dev.millrace.server.access.Token;
import dev.millrace.server.access.Tokens;
import dev.millrace.server.access.User;
import dev.millrace.server.access.UserId;
import dev.millrace.server.access.Users;
import dev.millrace.server.access.memory.MemoryAccess;
import dev.millrace.testkit.VirtualClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rooms of access over memory, with a clock that stands and hashes that cost next to nothing,
 * and people in them. Ada is administrator of the server. In the project {@link #ALPHA} there is
 * one member for each role, called like it in small letters; in {@link #BETA} there is only the
 * outsider, who may do everything there.
 */
public final class People {
  public static final ProjectId ALPHA = new ProjectId("alpha");
  public static final ProjectId BETA = new ProjectId("beta");
  public static final UserId ADA = new UserId("ada");
  public static final UserId OUTSIDER = new UserId("outsider");
  public static final UserId VIEWER = in(Role.VIEWER);
  public static final UserId RUNNER = in(Role.RUNNER);
  public static final UserId DEVELOPER = in(Role.DEVELOPER);
  public static final UserId MAINTAINER = in(Role.MAINTAINER);

  /** Of the project {@link #ALPHA}, not of the server. */
  public static final UserId ADMINISTRATOR = in(Role.ADMINISTRATOR);

  /** Of all of them. */
  public static final Secret PASSWORD = new Secret("four wet horses");

  private static final Duration TOKEN_LIFE = Duration.ofDays(30);

  public final VirtualClock clock = new VirtualClock();
  public final AccessStore store = new MemoryAccess();
  public final SecureRandom random = new SecureRandom();
  public final Secrets secrets = new Secrets(random);
  public final PasswordHashing hashing = new PasswordHashing(new HashCost(64, 1, 1), random);
  public final Doors doors = new Doors(store, clock);
  public final PasswordCheck check =
      new PasswordCheck(
          store,
          hashing,
          clock,
          new Throttle(Throttle.Rule.OF_ACCOUNT),
          new Throttle(Throttle.Rule.OF_ADDRESS));
  public final Users users;
  public final Sessions sessions = new Sessions(store, doors, clock);
  public final Tokens tokens;
  public final Memberships memberships;
  public final Passwords passwords = new Passwords(store, check, hashing, doors, clock);
  public final Audit audit = new Audit(store, Audit.Retention.STANDARD, clock);
  public final Setup setup = new Setup(store, hashing, secrets, doors, clock);
  public final SignIn signIn;

  private final Map<UserId, Secret> sessionOf = new ConcurrentHashMap<>();
  private final Map<UserId, Secret> tokenOf = new ConcurrentHashMap<>();

  public People() {
    this(AccessLimits.STANDARD);
  }

  public People(AccessLimits limits) {
    users = new Users(store, hashing, limits, doors, clock);
    tokens = new Tokens(store, secrets, limits, doors, clock);
    memberships = new Memberships(store, limits, doors, clock);
    signIn =
        new SignIn(
            store,
            check,
            hashing,
            secrets,
            new SignIn.Terms(SessionSettings.STANDARD, limits, doors, clock));
    create(ADA, User.Details.named("Ada").administrator());
    for (Role role : Role.values()) {
      create(in(role), User.Details.named(in(role).value()));
      join(ALPHA, in(role), role);
    }
    create(OUTSIDER, User.Details.named("Outsider"));
    join(BETA, OUTSIDER, Role.ADMINISTRATOR);
  }

  /** Who has this role in {@link #ALPHA}, and no other anywhere. */
  public static UserId in(Role role) {
    return new UserId(role.name().toLowerCase(Locale.ROOT));
  }

  private void create(UserId id, User.Details details) {
    var _ = users.create(Actor.SYSTEM, id.value(), details, Optional.of(PASSWORD));
  }

  public void join(ProjectId project, UserId user, Role role) {
    var _ = memberships.put(Actor.SYSTEM, project, user, role, Optional.empty());
  }

  /** The secret of one session of a user, the same at each call. */
  public Secret session(UserId user) {
    return sessionOf.computeIfAbsent(user, this::begin);
  }

  private Secret begin(UserId user) {
    var shown = new SignIn.Shown(user, PASSWORD, Optional.empty(), Optional.of("a browser"));
    return signIn.signIn(shown, Actor.SYSTEM).secret();
  }

  /** The secret of a token that may all its user may, the same at each call. */
  public Secret token(UserId user) {
    return tokenOf.computeIfAbsent(user, who -> token(who, Optional.empty(), Optional.empty()));
  }

  /** The secret of a new token that is limited, where it is not empty. */
  public Secret token(
      UserId user, Optional<Set<Permission>> scopes, Optional<Set<ProjectId>> projects) {
    var terms = new Token.Terms("for tests", scopes, projects, clock.instant().plus(TOKEN_LIFE));
    return tokens.create(signedIn(user), user, terms).secret();
  }

  /** On whose behalf something is changed when a user is signed in. */
  public Actor signedIn(UserId user) {
    return new Actor(doors.bySession(session(user)), Optional.empty(), Optional.empty());
  }
}
