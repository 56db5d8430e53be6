package dev.millrace.server.access;

import dev.millrace.server.access.memory.MemoryAccess;
import dev.millrace.testkit.VirtualClock;
import java.security.SecureRandom;
import java.util.Optional;

/** The whole room over one store, with a clock that stands and hashes that cost next to nothing. */
final class AccessHouse {
  static final HashCost CHEAP = new HashCost(64, 1, 1);
  static final Secret PASSWORD = new Secret("four wet horses");
  static final UserId ADA = new UserId("ada");
  static final UserId BOB = new UserId("bob");

  /** A request from outside whose sender has proved nothing. */
  static final Actor STRANGER =
      new Actor(Optional.empty(), Optional.of("192.0.2.1"), Optional.of("r-1"));

  final AccessStore store;
  final VirtualClock clock = new VirtualClock();
  final AccessLimits limits = new AccessLimits(6, 3, 3, 3, 3);
  final SecureRandom random = new SecureRandom();
  final Secrets secrets = new Secrets(random);
  final Doors doors;
  final Throttle throttle = new Throttle(Throttle.Rule.OF_ACCOUNT);
  final PasswordHashing hashing = new PasswordHashing(CHEAP, random);
  final PasswordCheck check;
  final Users users;
  final Sessions sessions;
  final Tokens tokens;
  final Memberships memberships;
  final Passwords passwords;
  final Audit audit;
  final Setup setup;

  AccessHouse() {
    this(new MemoryAccess());
  }

  AccessHouse(AccessStore store) {
    this.store = store;
    doors = new Doors(store, clock);
    check =
        new PasswordCheck(store, hashing, clock, throttle, new Throttle(Throttle.Rule.OF_ADDRESS));
    users = new Users(store, hashing, limits, doors, clock);
    sessions = new Sessions(store, doors, clock);
    tokens = new Tokens(store, secrets, limits, doors, clock);
    memberships = new Memberships(store, limits, doors, clock);
    passwords = new Passwords(store, check, hashing, doors, clock);
    audit = new Audit(store, Audit.Retention.STANDARD, clock);
    setup = new Setup(store, hashing, secrets, doors, clock);
  }

  User create(UserId id) {
    return users.create(
        Actor.SYSTEM, id.value(), User.Details.named(id.value()), Optional.of(PASSWORD));
  }

  User createAdministrator(UserId id) {
    return users.create(
        Actor.SYSTEM,
        id.value(),
        User.Details.named(id.value()).administrator(),
        Optional.of(PASSWORD));
  }

  SignIn signIn() {
    return signIn(SessionSettings.STANDARD, hashing);
  }

  SignIn signIn(SessionSettings settings, PasswordHashing with) {
    return new SignIn(
        store, check, with, secrets, new SignIn.Terms(settings, limits, doors, clock));
  }

  SignIn.SignedIn signIn(UserId user, Secret password, Actor actor) {
    return signIn().signIn(shown(user, password), actor);
  }

  SignIn.SignedIn signIn(UserId user) {
    return signIn(user, PASSWORD, STRANGER);
  }

  static SignIn.Shown shown(UserId user, Secret password) {
    return new SignIn.Shown(user, password, Optional.empty(), Optional.of("a browser"));
  }

  Actor actor(SignIn.SignedIn signedIn) {
    return STRANGER.as(doors.bySession(signedIn.secret()).orElseThrow());
  }

  Actor signedIn(UserId user) {
    return actor(signIn(user));
  }
}
