package dev.millrace.server.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Checks passwords, and makes who guesses wait. Whether a user exists shows neither in the answer
 * nor in the time it takes. Failures of users survive a restart; those of addresses and of names
 * nobody has don't, so that strangers can't fill the tables. Safe from any thread.
 */
public final class PasswordCheck {
  private final AccessStore store;
  private final PasswordHashing hashing;
  private final InstantSource clock;
  private final Throttle users;
  private final Throttle addresses;

  public PasswordCheck(
      AccessStore store,
      PasswordHashing hashing,
      InstantSource clock,
      Throttle users,
      Throttle addresses) {
    this.store = store;
    this.hashing = hashing;
    this.clock = clock;
    this.users = users;
    this.addresses = addresses;
  }

  /** Somebody who knows their password. */
  record Proved(User user, String hash) {}

  /** What is kept of somebody who may not exist. */
  private record Known(Optional<User> user, Optional<String> hash, Optional<Failures> failures) {}

  /**
   * Answers whose password it is. Blocks for as long as a hash takes.
   *
   * @throws AccessRefused with {@link AccessWording#WRONG_PASSWORD}, whatever was wrong; with
   *     {@link AccessWording#WAIT} before the time to try again, also with the right password; with
   *     {@link AccessWording#BUSY}
   */
  Proved check(UserId name, Secret password, Actor actor) {
    Instant now = clock.instant();
    Known known = store.read(records -> known(records.users(), name));
    Optional<String> address = actor.address().map(RemoteAddress::keyOf);
    address.ifPresent(key -> requireTurn(addresses.ask(key, Optional.empty(), now)));
    Failures counted;
    try {
      counted = requireTurn(users.ask(name.key(), known.failures(), now));
    } catch (AccessRefused wait) {
      address.ifPresent(addresses::takeBack);
      throw wait;
    }
    if (!matches(known, password, name, address)) {
      record(known, counted, actor, now);
      throw AccessWording.WRONG_PASSWORD.refused();
    }
    users.forget(name.key());
    address.ifPresent(addresses::takeBack);
    User user = known.user().orElseThrow();
    if (known.failures().isPresent()) {
      store.changeSoon("forgive " + user.id(), records -> records.users().clearFailures(user.id()));
    }
    return new Proved(user, known.hash().orElseThrow());
  }

  /** Somebody who has just chosen their password, and so need not show that they know it. */
  Proved chosen(UserId name) {
    Known known = store.read(records -> known(records.users(), name));
    return new Proved(known.user().orElseThrow(), known.hash().orElseThrow());
  }

  private static Known known(UserRecords users, UserId name) {
    return new Known(users.find(name), users.passwordOf(name), users.failuresOf(name));
  }

  private static Failures requireTurn(Throttle.Turn turn) {
    return switch (turn) {
      case Throttle.Turn.Granted(var counted) -> counted;
      case Throttle.Turn.Waits(var left) -> throw AccessRefused.waits(left);
    };
  }

  /** The password of a disabled user is looked at too: time would tell them apart. */
  private boolean matches(Known known, Secret password, UserId name, Optional<String> address) {
    try {
      boolean right = false;
      if (known.hash().isPresent()) {
        right = hashing.matches(password, known.hash().get());
      } else {
        hashing.spend(password);
      }
      return right && known.user().filter(user -> !user.details().isDisabled()).isPresent();
    } catch (AccessRefused busy) {
      users.takeBack(name.key());
      address.ifPresent(addresses::takeBack);
      throw busy;
    }
  }

  /**
   * One commit, whether there is such a user or not: else its time would tell. For a name nobody
   * has it keeps nothing.
   */
  private void record(Known known, Failures failures, Actor actor, Instant now) {
    store.change(records -> {
      records.queueFor("failures");
      known
          .user()
          .ifPresent(user -> {
            records.users().setFailures(user.id(), failures);
            records
                .audits()
                .append(
                    AuditEntry.of(actor, now, "refused", AuditEntry.Thing.user(user.id()))
                        .to(new AuditText().put("failures", failures.count())));
          });
      return true;
    });
  }
}
