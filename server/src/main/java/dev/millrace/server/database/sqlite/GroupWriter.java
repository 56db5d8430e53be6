package dev.millrace.server.database.sqlite;

import dev.millrace.server.database.Rows;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.server.database.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes all works that wait at a moment, does them in one
 * transaction, flushes once, and lets their callers go.
 *
 * <p>Most groups hold no work that is refused. One that does is rolled back and done again, each
 * work behind a savepoint, so that the refused one fails alone. When a statement or the flush
 * breaks the transaction itself, each work is tried once more in one of its own.
 */
final class GroupWriter implements AutoCloseable {
  /** Works in one transaction; more wait for the next. */
  static final int MAX_GROUP = 256;

  /** Works that may be late, before the writer is woken just for them. */
  private static final int MAX_LATE = 1_000;

  private static final Logger log = LoggerFactory.getLogger(GroupWriter.class);

  private final SqliteFile file;
  private final Thread thread = Thread.ofPlatform().name("database-writer").unstarted(this::run);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private List<PendingWork<?>> waiting = new ArrayList<>();
  private List<PendingWork<?>> late = new ArrayList<>();
  private List<CompletableFuture<Void>> barriers = new ArrayList<>();
  private boolean closed;

  /** Belongs to the thread. */
  private Optional<Writer> writer = Optional.empty();

  private record Writer(Connection connection, Rows rows) {}

  /** What is late comes first: it is older. */
  private record Group(List<PendingWork<?>> works, List<CompletableFuture<Void>> barriers) {}

  GroupWriter(SqliteFile file) {
    this.file = file;
  }

  void start() {
    thread.start();
  }

  /** Blocks until the work is durable or has failed. */
  <T> T write(Work<T> wanted) {
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

  /** Written with the next group, or at the close. */
  void writeSoon(String what, Work<?> wanted) {
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
  void settle() {
    var barrier = new CompletableFuture<Void>();
    lock.lock();
    try {
      if (closed) {
        return;
      }
      // Also when nothing waits: what was taken may still be under way.
      barriers.add(barrier);
      work.signal();
    } finally {
      lock.unlock();
    }
    barrier.join();
  }

  private void run() {
    for (Optional<Group> next = take(); next.isPresent(); next = take()) {
      write(next.get().works());
      next.get().barriers().forEach(barrier -> barrier.complete(null));
    }
    writer.ifPresent(open -> SqliteFile.closeQuietly(open.connection()));
  }

  /** Blocks for work; empty once closed and all is written. */
  private Optional<Group> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && late.size() < MAX_LATE && barriers.isEmpty() && !closed) {
        work.awaitUninterruptibly();
      }
      if (waiting.isEmpty() && late.isEmpty() && barriers.isEmpty()) {
        return Optional.empty();
      }
      List<PendingWork<?>> group = late;
      late = new ArrayList<>();
      List<PendingWork<?>> first = waiting.subList(0, Math.min(waiting.size(), MAX_GROUP));
      group.addAll(first);
      first.clear();
      List<CompletableFuture<Void>> reached = barriers;
      barriers = new ArrayList<>();
      return Optional.of(new Group(group, reached));
    } finally {
      lock.unlock();
    }
  }

  private void write(List<PendingWork<?>> group) {
    if (group.isEmpty()) {
      return;
    }
    try {
      inOneTransaction(group);
    } catch (SQLException | RuntimeException | Error failure) {
      // An Error too: without this thread every later commit would wait for ever.
      rollBack();
      if (group.size() == 1) {
        fail(group.getFirst(), failure);
      } else {
        writeApart(group);
      }
    }
  }

  private void inOneTransaction(List<PendingWork<?>> group) throws SQLException {
    Writer open = openWriter();
    for (PendingWork<?> one : group) {
      one.in(open.rows());
    }
    open.connection().commit();
    group.forEach(PendingWork::succeeded);
  }

  private void writeApart(List<PendingWork<?>> group) {
    try {
      behindSavepoints(group);
    } catch (SQLException | RuntimeException | Error failure) {
      rollBack();
      group.forEach(one -> write(List.of(one)));
    }
  }

  private void behindSavepoints(List<PendingWork<?>> group) throws SQLException {
    Writer open = openWriter();
    record Refused(PendingWork<?> work, Exception reason) {}
    List<PendingWork<?>> written = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (PendingWork<?> one : group) {
      Savepoint before = open.connection().setSavepoint();
      try {
        one.in(open.rows());
        written.add(one);
      } catch (SQLException | RuntimeException reason) {
        open.connection().rollback(before);
        refused.add(new Refused(one, reason));
      }
      open.connection().releaseSavepoint(before);
    }
    open.connection().commit();
    written.forEach(PendingWork::succeeded);
    refused.forEach(one -> fail(one.work(), one.reason()));
  }

  private void fail(PendingWork<?> one, Throwable failure) {
    one.failed(
        switch (failure) {
          case SQLException sql -> file.failure("written", sql);
          case RuntimeException refused -> refused;
          default -> new IllegalStateException("a commit broke: " + failure, failure);
        });
    one.late()
        .ifPresent(what ->
            log.atWarn()
                .addKeyValue("what", what)
                .setCause(failure)
                .log("what may be lost could not be written"));
  }

  private Writer openWriter() throws SQLException {
    if (writer.isEmpty()) {
      Connection connection = file.connect();
      connection.setAutoCommit(false);
      writer = Optional.of(new Writer(connection, new Rows(connection)));
    }
    return writer.get();
  }

  /** Leaves a connection that is fit for the next transaction, a new one if need be. */
  private void rollBack() {
    writer.ifPresent(open -> {
      try {
        open.connection().rollback();
      } catch (SQLException failure) {
        SqliteFile.closeQuietly(open.connection());
        writer = Optional.empty();
      }
    });
  }

  /** Writes what waits, then stops. May be called twice. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
