package dev.millrace.server.builds;

import dev.millrace.engine.state.Build;
import dev.millrace.server.builds.turns.Turns;
import java.time.Duration;
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

  private final Turns<Letter> turns;
  private final LetterReader reader;
  private final LiveState state;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean closed;

  /** Does what a letter asks. */
  interface LetterReader {
    Build read(Letter.Errand errand, BuildMailbox mailbox);
  }

  BuildMailbox(LiveState state, Executor turns, LetterReader reader) {
    this.state = state;
    this.turns = new Turns<>(turns, this::read);
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
    if (!turns.post(letter, limit)) {
      throw new MailboxFull("build " + state.id(), limit);
    }
  }

  /** How many letters wait. */
  int waiting() {
    return turns.waiting();
  }

  private void read(Letter letter) {
    try {
      letter.answer().complete(reader.read(letter.errand(), this));
    } catch (RuntimeException failure) {
      // The sender hears of it; the build goes on with the next letter.
      letter.answer().completeExceptionally(failure);
    } catch (Error failure) {
      letter.answer().completeExceptionally(failure);
      throw failure;
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
