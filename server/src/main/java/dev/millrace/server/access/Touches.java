package dev.millrace.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When sessions and tokens were last used, as far as this process saw; at most {@link #MAX_KEYS} of
 * them. Safe from any thread.
 */
final class Touches {
  /** How often it is written that something was used. */
  static final Duration STEP = Duration.ofMinutes(1);

  static final int MAX_KEYS = 10_000;

  /** The least recently used first; guarded by this. */
  private final Map<String, Instant> touched = new LinkedHashMap<>(16, 0.75f, true);

  /** The later of what is stored and what this process knows. */
  synchronized Optional<Instant> last(String id, Optional<Instant> stored) {
    Instant seen = touched.get(id);
    return seen == null || stored.filter(seen::isBefore).isPresent() ? stored : Optional.of(seen);
  }

  /** Whether this use is to be written; then it counts as written. */
  synchronized boolean isDue(String id, Optional<Instant> stored, Instant now) {
    if (last(id, stored).filter(seen -> now.isBefore(seen.plus(STEP))).isPresent()) {
      return false;
    }
    touched.put(id, now);
    if (touched.size() > MAX_KEYS) {
      touched.remove(touched.keySet().iterator().next());
    }
    return true;
  }
}
