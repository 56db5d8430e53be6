package dev.millrace.server.database.grouped;

import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.server.database.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The threads that write. Whichever is free takes the works that wait at that moment, does them in
 * one transaction, flushes once, and lets their callers go. Safe from any thread.
 */
public final class GroupWriter implements AutoCloseable {
  /** Works that may be late, before a thread is woken just for them. */
  private static final int MAX_LATE = 1_000;

  private final WriteAccess access;
  private final int maxGroup;
  private final GroupTransaction transaction;
  private final List<Thread> threads;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private List<PendingWork<?>> waiting = new ArrayList<>();
  private List<PendingWork<?>> late = new ArrayList<>();
  private final Set<PendingWork<?>> lateUnderWay = new HashSet<>();
  private boolean settling;
  private boolean closed;

  /**
   * Starts to write.
   *
   * @param access closed with this
   * @param threads transactions at the same time
   * @param maxGroup works in one transaction, beside those that may be late; more wait for the next
   */
  public GroupWriter(WriteAccess access, int threads, int maxGroup) {
    this.access = access;
    this.maxGroup = maxGroup;
    this.transaction = new GroupTransaction(access);
    this.threads =
        IntStream.rangeClosed(1, threads)
            .mapToObj(
                number -> Thread.ofPlatform().name("database-writer-" + number).start(this::run))
            .toList();
  }

  /** Blocks until the work is durable or has failed. */
  public <T> T write(Work<T> wanted) {
    var mine = new PendingWork<>(Optional.empty(), wanted);
    lock.lock();
    try {
      if (closed) {
        throw new StoreUnavailable("the store is closed", new IllegalStateException("closed"));
      }
      waiting.add(mine);
      work.signal();
    } finally {
      lock.unlock();
    }
    return await(mine);
  }

  private static <T> T await(PendingWork<T> mine) {
    try {
      return mine.done().get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted; whether the commit happened is not known", stop);
    }
  }

  /**
   * Written with the next group, or at the close.
   *
   * @param what for the log
   */
  public void writeSoon(String what, Work<?> wanted) {
    lock.lock();
    try {
      late.add(new PendingWork<>(Optional.of(what), wanted));
      if (late.size() >= MAX_LATE) {
        work.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until what was to be written soon is written, or could not be. */
  public void settle() {
    List<PendingWork<?>> unsettled;
    lock.lock();
    try {
      // Also what was taken: it may still be under way.
      unsettled = Stream.concat(late.stream(), lateUnderWay.stream()).toList();
      settling = !late.isEmpty();
      work.signal();
    } finally {
      lock.unlock();
    }
    unsettled.forEach(one -> one.done().exceptionally(_ -> null).join());
  }

  private void run() {
    for (List<PendingWork<?>> group = take(); !group.isEmpty(); group = take()) {
      transaction.write(group);
      forgetLate(group);
    }
  }

  /** Blocks for work; none once closed and all is taken. */
  private List<PendingWork<?>> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && late.size() < MAX_LATE && !settling && !closed) {
        work.awaitUninterruptibly();
      }
      // What is late comes first: it is older.
      List<PendingWork<?>> group = late;
      lateUnderWay.addAll(late);
      late = new ArrayList<>();
      settling = false;
      List<PendingWork<?>> first = waiting.subList(0, Math.min(waiting.size(), maxGroup));
      group.addAll(first);
      first.clear();
      if (!waiting.isEmpty()) {
        work.signal();
      }
      return group;
    } finally {
      lock.unlock();
    }
  }

  private void forgetLate(List<PendingWork<?>> group) {
    lock.lock();
    try {
      group.stream().filter(PendingWork::isLate).forEach(lateUnderWay::remove);
    } finally {
      lock.unlock();
    }
  }

  /** Writes what waits, then stops. May be called twice. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return;
    }
    access.close();
  }
}
