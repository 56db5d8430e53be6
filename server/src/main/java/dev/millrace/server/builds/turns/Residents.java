package dev.millrace.server.builds.turns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * What is in memory, at most {@code limit} of it: beyond, the one unused for longest goes. One in
 * use never goes, so there may be more while more are in use at once. Safe from any thread.
 */
public final class Residents<K, V> {
  /** How many are looked at for one to let go, so that a call stays short. */
  private static final int LOOK_AT = 16;

  private final int limit;
  private final Function<K, V> opening;

  private final ReentrantLock lock = new ReentrantLock();
  private final SequencedMap<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Entry<V> {
    final V resident;
    int users;

    Entry(V resident) {
      this.resident = resident;
    }
  }

  /** Nothing yet; {@code opening} makes what is asked for. */
  public Residents(int limit, Function<K, V> opening) {
    this.limit = limit;
    this.opening = opening;
  }

  /** What has this id, which stays until {@link #release} is called as often. */
  public V acquire(K id) {
    lock.lock();
    try {
      Entry<V> entry = entries.computeIfAbsent(id, key -> new Entry<>(opening.apply(key)));
      entry.users++;
      return entry.resident;
    } finally {
      lock.unlock();
    }
  }

  /** Is used once less. */
  public void release(K id) {
    lock.lock();
    try {
      Entry<V> released = entries.get(id);
      if (released == null || released.users == 0) {
        throw new IllegalStateException(id + " is not in use");
      }
      released.users--;
      shrink();
    } finally {
      lock.unlock();
    }
  }

  private void shrink() {
    for (int looked = 0; looked < LOOK_AT && entries.size() > limit; looked++) {
      Map.Entry<K, Entry<V>> eldest = entries.firstEntry();
      if (eldest.getValue().users == 0) {
        entries.remove(eldest.getKey());
      } else {
        // In use is used last: or a few that are waited for would hide all behind them.
        entries.putLast(eldest.getKey(), eldest.getValue());
      }
    }
  }

  /** What has this id, if it is in memory, without using it. */
  public Optional<V> peek(K id) {
    lock.lock();
    try {
      return Optional.ofNullable(entries.get(id)).map(entry -> entry.resident);
    } finally {
      lock.unlock();
    }
  }

  /** Everything in memory. */
  public List<V> all() {
    lock.lock();
    try {
      return new ArrayList<>(entries.values().stream().map(entry -> entry.resident).toList());
    } finally {
      lock.unlock();
    }
  }
}
