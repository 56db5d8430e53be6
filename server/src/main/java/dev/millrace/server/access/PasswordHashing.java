package dev.millrace.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords slowly, few at a time, so that people who sign in can't take the memory and the
 * processors from builds. Safe from any thread; each method blocks for as long as a hash takes, and
 * up to {@link #LONGEST_WAIT} before.
 */
public final class PasswordHashing {
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** Of hashes computed at once; each holds the memory of its cost. */
  public static final int STANDARD_AT_ONCE = 2;

  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private final Argon2Function function;
  private final SecureRandom random;
  private final Duration longestWait;
  private final Semaphore permits;
  private final String nobodys;

  public PasswordHashing(HashCost cost, SecureRandom random) {
    this(cost, random, STANDARD_AT_ONCE, LONGEST_WAIT);
  }

  PasswordHashing(HashCost cost, SecureRandom random, int atOnce, Duration longestWait) {
    this.function = functionOf(cost);
    this.random = random;
    this.permits = new Semaphore(atOnce, true);
    this.longestWait = longestWait;
    this.nobodys = written(new Secret(new Secrets(random).nextId()));
  }

  private static Argon2Function functionOf(HashCost cost) {
    return Argon2Function.getInstance(
        cost.memoryKib(), cost.passes(), cost.lanes(), HASH_BYTES, Argon2.ID);
  }

  /**
   * What is kept of a password: its cost, salt and hash in one text.
   *
   * @throws AccessRefused with {@link AccessWording#BUSY} if its turn does not come
   */
  public String hash(Secret password) {
    return inTurn(() -> written(password));
  }

  private String written(Secret password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return function.hash(bytes(password), salt).getResult();
  }

  /**
   * Whether a password is the one that was hashed.
   *
   * @throws AccessRefused with {@link AccessWording#BUSY} if its turn does not come
   */
  public boolean matches(Secret password, String hash) {
    return inTurn(() -> {
      Argon2Function made = Argon2Function.getInstanceFromHash(hash);
      return made.check(new String(bytes(password), UTF_8), hash);
    });
  }

  /**
   * Takes the time {@link #matches} does, for a user who isn't there: else the time would tell so.
   */
  public void spend(Secret password) {
    var _ = matches(password, nobodys);
  }

  /** Whether a hash was made at another cost than hashes are now. */
  public boolean isOutgrown(String hash) {
    Argon2Function made = Argon2Function.getInstanceFromHash(hash);
    return made.getMemory() != function.getMemory()
        || made.getIterations() != function.getIterations()
        || made.getParallelism() != function.getParallelism()
        || made.getVariant() != function.getVariant();
  }

  /** The same password typed on another machine may come in another of Unicode's forms. */
  static String normalized(Secret password) {
    return Normalizer.normalize(password.reveal(), Normalizer.Form.NFKC);
  }

  private static byte[] bytes(Secret password) {
    return normalized(password).getBytes(UTF_8);
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!permits.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw AccessWording.BUSY.refused();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw AccessWording.BUSY.refused();
    }
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }
}
