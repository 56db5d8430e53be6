package dev.millrace.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers for a moment what was read, at most {@link #MAX_KEYS} things. Safe from any thread; a
 * load goes on without a lock.
 */
final class Recent<K, V> {
  static final int MAX_KEYS = 10_000;

  private record Read<V>(V value, Instant at, long generation) {}

  private final Duration life;
  private final int maxKeys;

  /** The least recently used first; guarded by this. */
  private final Map<K, Read<V>> read = new LinkedHashMap<>(16, 0.75f, true);

  /** Guarded by this. */
  private long generation;

  Recent(Duration life, int maxKeys) {
    this.life = life;
    this.maxKeys = maxKeys;
  }

  /** What was read lately, or is now; an empty answer is not remembered. */
  Optional<V> get(K key, Instant now, Supplier<Optional<V>> load) {
    long before;
    synchronized (this) {
      Optional<V> known =
          Optional.ofNullable(read.get(key)).filter(some -> isGood(some, now)).map(Read::value);
      if (known.isPresent()) {
        return known;
      }
      before = generation;
    }
    Optional<V> loaded = load.get();
    loaded.ifPresent(value -> remember(key, new Read<>(value, now, before)));
    return loaded;
  }

  /** A clock that jumped back makes nothing good again. */
  private boolean isGood(Read<V> known, Instant now) {
    return known.generation() == generation
        && !now.isBefore(known.at())
        && now.isBefore(known.at().plus(life));
  }

  /**
   * What was read before a change and arrives after it is of an old generation: good for nobody.
   */
  private synchronized void remember(K key, Read<V> value) {
    read.put(key, value);
    if (read.size() > maxKeys) {
      read.remove(read.keySet().iterator().next());
    }
  }

  /** Everything may have changed. */
  synchronized void forget() {
    generation++;
    read.clear();
  }
}
