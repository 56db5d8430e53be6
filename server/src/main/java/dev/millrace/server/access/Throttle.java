package dev.millrace.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes whoever fails again and again wait, longer each time. Keeps at most {@link #MAX_KEYS} names
 * in memory, and forgets those not heard of for longest. Safe from any thread.
 */
public final class Throttle {
  public static final int MAX_KEYS = 10_000;

  /**
   * How long to wait.
   *
   * @param free failures that cost no wait
   * @param first the wait after the last of them; each further failure doubles it
   * @param longest wait there is
   * @param forgetAfter how long after the last failure all begins anew
   */
  public record Rule(int free, Duration first, Duration longest, Duration forgetAfter) {
    /** For one account: nobody forgets their password this often. */
    public static final Rule OF_ACCOUNT =
        new Rule(5, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(24));

    /**
     * For one address, which may be that of a whole company: what many people mistype in a morning
     * costs them nothing, and never more than some seconds.
     */
    public static final Rule OF_ADDRESS =
        new Rule(100, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(10));

    /** After that many failures in a row. */
    Duration waitAfter(int failures) {
      if (failures < free) {
        return Duration.ZERO;
      }
      int doublings = Math.min(failures - free, 30);
      Duration wait = first.multipliedBy(1L << doublings);
      return wait.compareTo(longest) < 0 ? wait : longest;
    }
  }

  private final Rule rule;
  private final int maxKeys;

  /** The least recently used first; guarded by this. */
  private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true);

  public Throttle(Rule rule) {
    this(rule, MAX_KEYS);
  }

  Throttle(Rule rule, int maxKeys) {
    this.rule = rule;
    this.maxKeys = maxKeys;
  }

  /** Whether somebody may try. */
  sealed interface Turn {
    /**
     * Yes, and it counts as a failure until it is taken back, so that tries at the same moment
     * don't all pass.
     */
    record Granted(Failures counted) implements Turn {}

    record Waits(Duration left) implements Turn {}
  }

  /**
   * Asks for one try.
   *
   * @param stored what is known from elsewhere; the worse counts
   */
  synchronized Turn ask(String key, Optional<Failures> stored, Instant now) {
    Failures known = worse(current(failures.get(key), now), current(stored.orElse(null), now));
    Instant open = known.lastAt().plus(rule.waitAfter(known.count()));
    if (now.isBefore(open)) {
      failures.put(key, known);
      return new Turn.Waits(Duration.between(now, open));
    }
    var counted = new Failures(known.count() + 1, now);
    failures.put(key, counted);
    if (failures.size() > maxKeys) {
      failures.remove(failures.keySet().iterator().next());
    }
    return new Turn.Granted(counted);
  }

  private Failures current(@org.jspecify.annotations.Nullable Failures known, Instant now) {
    return known == null || known.lastAt().plus(rule.forgetAfter()).isBefore(now)
        ? new Failures(0, Instant.EPOCH)
        : known;
  }

  private static Failures worse(Failures one, Failures other) {
    return one.count() >= other.count() ? one : other;
  }

  /** The try was none: it costs nothing. */
  synchronized void takeBack(String key) {
    failures.computeIfPresent(
        key,
        (_, known) -> known.count() > 1 ? new Failures(known.count() - 1, known.lastAt()) : null);
  }

  /** All is forgiven. */
  synchronized void forget(String key) {
    failures.remove(key);
  }
}
