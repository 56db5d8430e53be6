package dev.millrace.server.builds.turns;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Has letters to one recipient read one at a time, in the order in which they were posted. Each
 * turn reads one, so that recipients take turns. Safe from any thread.
 */
public final class Turns<L> {
  private final Executor executor;
  private final Consumer<L> reader;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<L> letters = new ArrayDeque<>();
  private boolean planned;

  /**
   * No letters yet.
   *
   * @param executor gives each turn a thread
   * @param reader never called by two turns at once; what it throws ends its turn, not the next
   */
  public Turns(Executor executor, Consumer<L> reader) {
    this.executor = executor;
    this.reader = reader;
  }

  /** Puts a letter in; false, and not put in, if {@code limit} wait already. */
  public boolean post(L letter, int limit) {
    lock.lock();
    try {
      if (letters.size() >= limit) {
        return false;
      }
      letters.add(letter);
      if (planned) {
        return true;
      }
      planned = true;
    } finally {
      lock.unlock();
    }
    executor.execute(this::turn);
    return true;
  }

  /** How many letters wait to be read. */
  public int waiting() {
    lock.lock();
    try {
      return letters.size();
    } finally {
      lock.unlock();
    }
  }

  private void turn() {
    try {
      reader.accept(next());
    } finally {
      if (hasMore()) {
        executor.execute(this::turn);
      }
    }
  }

  private L next() {
    lock.lock();
    try {
      return letters.remove();
    } finally {
      lock.unlock();
    }
  }

  private boolean hasMore() {
    lock.lock();
    try {
      planned = !letters.isEmpty();
      return planned;
    } finally {
      lock.unlock();
    }
  }
}
