package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The mailboxes in memory, at most {@code limit} of them: beyond, the one unused for longest goes.
 * One in use never goes, so there may be more while more are in use at once. Safe from any thread.
 */
final class LiveBuilds {
  /** How many are looked at for one to let go, so that a call stays short. */
  private static final int LOOK_AT = 16;

  private final int limit;
  private final Function<BuildId, BuildMailbox> opening;

  private final ReentrantLock lock = new ReentrantLock();
  private final SequencedMap<BuildId, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Entry {
    final BuildMailbox mailbox;
    int users;

    Entry(BuildMailbox mailbox) {
      this.mailbox = mailbox;
    }
  }

  LiveBuilds(int limit, Function<BuildId, BuildMailbox> opening) {
    this.limit = limit;
    this.opening = opening;
  }

  /** The mailbox of the build, which stays until {@link #release} is called as often. */
  BuildMailbox acquire(BuildId id) {
    lock.lock();
    try {
      Entry entry = entries.computeIfAbsent(id, key -> new Entry(opening.apply(key)));
      entry.users++;
      return entry.mailbox;
    } finally {
      lock.unlock();
    }
  }

  void release(BuildId id) {
    lock.lock();
    try {
      Entry released = entries.get(id);
      if (released == null || released.users == 0) {
        throw new IllegalStateException("the mailbox of build " + id + " is not in use");
      }
      released.users--;
      shrink();
    } finally {
      lock.unlock();
    }
  }

  private void shrink() {
    for (int looked = 0; looked < LOOK_AT && entries.size() > limit; looked++) {
      Map.Entry<BuildId, Entry> eldest = entries.firstEntry();
      if (eldest.getValue().users == 0) {
        entries.remove(eldest.getKey());
      } else {
        // In use is used last: or a few that are waited for would hide all behind them.
        entries.putLast(eldest.getKey(), eldest.getValue());
      }
    }
  }

  /** The mailbox, if it is in memory, without using it. */
  Optional<BuildMailbox> peek(BuildId id) {
    lock.lock();
    try {
      return Optional.ofNullable(entries.get(id)).map(entry -> entry.mailbox);
    } finally {
      lock.unlock();
    }
  }

  List<BuildMailbox> all() {
    lock.lock();
    try {
      return new ArrayList<>(entries.values().stream().map(entry -> entry.mailbox).toList());
    } finally {
      lock.unlock();
    }
  }
}
