package dev.millrace.server.builds;

import dev.millrace.engine.state.Build;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * One build in memory: the letters that wait for it, taken one at a time in order, and its state as
 * of the last commit for those who look or wait.
 *
 * <p>{@link #state} belongs to the turn that runs, which changes what others see of it under {@code
 * lock}; everything else is guarded by that.
 */
final class BuildMailbox {
  /** Letters that may wait for one build; the platform itself may go beyond. */
  static final int MAX_WAITING = 1_000;

  private final Executor turns;
  private final LetterReader reader;
  private final LiveState state;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Letter> letters = new ArrayDeque<>();
  private boolean turnPlanned;
  private boolean closed;

  /** Does what a letter asks. */
  interface LetterReader {
    Build read(Letter.Errand errand, BuildMailbox mailbox);
  }

  BuildMailbox(LiveState state, Executor turns, LetterReader reader) {
    this.state = state;
    this.turns = turns;
    this.reader = reader;
  }

  /** Only for the thread that runs this mailbox's turn. */
  LiveState state() {
    return state;
  }

  /** The build as of its last commit; empty when it is not in memory yet. */
  Optional<Build> visible() {
    lock.lock();
    try {
      return state.visible();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts a letter in.
   *
   * @throws MailboxFull if {@code limit} letters wait already
   */
  void post(Letter letter, int limit) {
    lock.lock();
    try {
      if (letters.size() >= limit) {
        throw new MailboxFull(state.id(), limit);
      }
      letters.add(letter);
      if (turnPlanned) {
        return;
      }
      turnPlanned = true;
    } finally {
      lock.unlock();
    }
    turns.execute(this::turn);
  }

  /** Reads one letter, so that builds take turns; plans the next turn if there are more. */
  private void turn() {
    Letter letter = next();
    try {
      letter.answer().complete(reader.read(letter.errand(), this));
    } catch (RuntimeException failure) {
      // The sender hears of it; the build goes on with the next letter.
      letter.answer().completeExceptionally(failure);
    } catch (Error failure) {
      letter.answer().completeExceptionally(failure);
      throw failure;
    } finally {
      if (hasMore()) {
        turns.execute(this::turn);
      }
    }
  }

  private Letter next() {
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
      turnPlanned = !letters.isEmpty();
      return turnPlanned;
    } finally {
      lock.unlock();
    }
  }

  /** Changes the state, and wakes those who wait; nobody sees it before {@code change} returns. */
  void publish(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Wakes those who wait, for good. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until the committed state is as wanted or time is up, and answers the state then. */
  Build awaitUntil(Predicate<Build> wanted, Duration wait) {
    long left = wait.toNanos();
    lock.lock();
    try {
      Build seen = state.visible().orElseThrow(() -> new UnknownBuild(state.id()));
      while (!closed && left > 0 && !wanted.test(seen)) {
        left = changed.awaitNanos(left);
        seen = state.visible().orElse(seen);
      }
      return seen;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return state.visible().orElseThrow(() -> new UnknownBuild(state.id()));
    } finally {
      lock.unlock();
    }
  }
}
