package dev.millrace.server.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes the first administrator of a new server: whoever can read what the server prints may be it.
 * Safe from any thread.
 */
public final class Setup {
  private final AccessStore store;
  private final PasswordHashing hashing;
  private final Secrets secrets;
  private final Doors doors;
  private final InstantSource clock;

  public Setup(
      AccessStore store,
      PasswordHashing hashing,
      Secrets secrets,
      Doors doors,
      InstantSource clock) {
    this.store = store;
    this.hashing = hashing;
    this.secrets = secrets;
    this.doors = doors;
    this.clock = clock;
  }

  /**
   * To be called once at each start. Where there is no user yet, answers a code to be printed; what
   * an earlier start printed is good for nothing from now on.
   */
  public Optional<Secret> begin() {
    boolean isNew = store.read(records -> records.users().count() == 0);
    Optional<Secret> code = isNew ? Optional.of(secrets.next()) : Optional.empty();
    return store.change(records -> {
      records.users().deleteSetupCode();
      Optional<Secret> wanted = code.filter(_ -> records.users().count() == 0);
      wanted.ifPresent(secret -> records.users().setSetupCode(secret.fingerprint()));
      return wanted;
    });
  }

  /** Whether the first administrator is still to be made. */
  public boolean isOpen() {
    return store.read(records -> records.users().setupCode().isPresent());
  }

  /**
   * Makes the first administrator; the code is used up then.
   *
   * @param name to sign in with, as it was given
   * @throws AccessRefused with {@link AccessWording#WRONG_SETUP_CODE}, or what is wrong with name
   *     or password, the code being good for another try
   */
  public User claim(Actor actor, Secret code, String name, Secret password) {
    if (!store.read(records -> isRight(records, code))) {
      throw AccessWording.WRONG_SETUP_CODE.refused();
    }
    UserId id = Users.idOf(name);
    PasswordRules.check(id, password);
    String hash = hashing.hash(password);
    Instant now = clock.instant();
    var first = new User(id, User.Details.named(name).administrator(), now, now, 1);
    store.change(records -> {
      boolean isFirst =
          isRight(records, code)
              && records.users().deleteSetupCode()
              && records.users().count() == 0;
      if (!isFirst) {
        throw AccessWording.WRONG_SETUP_CODE.refused();
      }
      Users.insert(records, actor, first, Optional.of(hash));
      return true;
    });
    doors.changed();
    return first;
  }

  /** Both are fingerprints: how far they agree tells nothing about the code. */
  private static boolean isRight(AccessRecords records, Secret code) {
    return records.users().setupCode().filter(code.fingerprint()::equals).isPresent();
  }
}
