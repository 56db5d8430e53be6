package dev.millrace.server.builds.sqlite;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.StaleVersion;
import dev.millrace.server.builds.StoreUnavailable;
import dev.millrace.server.builds.arbiters.ArbiterCommit;
import dev.millrace.server.builds.arbiters.ArbiterId;
import dev.millrace.server.builds.arbiters.JointCommit;
import dev.millrace.server.builds.sql.ArbiterRows;
import dev.millrace.server.builds.sql.BuildRows;
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
 * The one thread that writes. It takes all commits that wait at a moment, writes them in one
 * transaction, flushes once, and lets their callers go.
 *
 * <p>A commit at a stale version is noticed before it wrote anything and fails alone. When a
 * statement or the flush fails, the whole group is rolled back and each of its commits is tried
 * again in a transaction of its own, so that one can't take others with it.
 */
final class GroupWriter implements AutoCloseable {
  /** Commits in one transaction; more wait for the next. */
  static final int MAX_GROUP = 256;

  /** Effects performed that wait to be forgotten, before the writer is woken just for them. */
  private static final int MAX_FORGETTING = 1_000;

  private static final Logger log = LoggerFactory.getLogger(GroupWriter.class);

  private final SqliteFile file;
  private final Thread thread = Thread.ofPlatform().name("build-writer").unstarted(this::run);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private List<Waiting> waiting = new ArrayList<>();
  private List<Performed> performed = new ArrayList<>();
  private List<CompletableFuture<Void>> barriers = new ArrayList<>();
  private boolean closed;

  /** Belongs to the thread. */
  private Optional<Writer> writer = Optional.empty();

  private record Waiting(JointCommit commit, CompletableFuture<Void> done) {}

  /** What is no longer to be kept in an outbox; {@code whose} is for our log. */
  private record Performed(String whose, Forgetting rows) {}

  /** Deletes rows of what was performed. */
  private interface Forgetting {
    void in(Writer open) throws SQLException;
  }

  private record Work(
      List<Waiting> commits, List<Performed> performed, List<CompletableFuture<Void>> barriers) {}

  private record Writer(Connection connection, BuildRows rows, ArbiterRows arbiters) {}

  GroupWriter(SqliteFile file) {
    this.file = file;
  }

  void start() {
    thread.start();
  }

  /** Blocks until the commit is durable or has failed. */
  void commit(JointCommit commit) {
    var mine = new Waiting(commit, new CompletableFuture<>());
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
    await(mine);
  }

  private static void await(Waiting mine) {
    try {
      mine.done().get();
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
  void forget(BuildId build, List<EffectKey> effects) {
    forget(new Performed("build " + build, open -> open.rows().forget(build, effects)));
  }

  /** The same, of what was delivered. */
  void forget(ArbiterId arbiter, List<EffectKey> messages) {
    forget(new Performed(arbiter.toString(), open -> open.arbiters().forget(arbiter, messages)));
  }

  private void forget(Performed one) {
    lock.lock();
    try {
      performed.add(one);
      if (performed.size() >= MAX_FORGETTING) {
        work.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until what was to be forgotten before is forgotten, or could not be. */
  void forgetNow() {
    var barrier = new CompletableFuture<Void>();
    lock.lock();
    try {
      if (closed || performed.isEmpty()) {
        return;
      }
      barriers.add(barrier);
      work.signal();
    } finally {
      lock.unlock();
    }
    barrier.join();
  }

  private void run() {
    warmUp();
    for (Optional<Work> next = take(); next.isPresent(); next = take()) {
      write(next.get());
      next.get().barriers().forEach(barrier -> barrier.complete(null));
    }
    writer.ifPresent(open -> SqliteFile.closeQuietly(open.connection()));
  }

  /** While the process that opened the store does other things, as a rule: reads a pipeline. */
  private void warmUp() {
    try {
      openWriter().rows().warmUp();
    } catch (SQLException failure) {
      log.atDebug().setCause(failure).log("the first commit will say what is wrong");
    }
  }

  /** Blocks for work; empty once closed and all is written. */
  private Optional<Work> take() {
    lock.lock();
    try {
      while (waiting.isEmpty()
          && performed.size() < MAX_FORGETTING
          && barriers.isEmpty()
          && !closed) {
        work.awaitUninterruptibly();
      }
      if (waiting.isEmpty() && performed.isEmpty() && barriers.isEmpty()) {
        return Optional.empty();
      }
      List<Waiting> group = waiting;
      waiting = new ArrayList<>();
      if (group.size() > MAX_GROUP) {
        waiting.addAll(group.subList(MAX_GROUP, group.size()));
        group = new ArrayList<>(group.subList(0, MAX_GROUP));
      }
      List<Performed> forgetting = performed;
      performed = new ArrayList<>();
      List<CompletableFuture<Void>> reached = barriers;
      barriers = new ArrayList<>();
      return Optional.of(new Work(group, forgetting, reached));
    } finally {
      lock.unlock();
    }
  }

  private void write(Work group) {
    try {
      List<Waiting> committed = transaction(group);
      committed.forEach(waiting -> waiting.done().complete(null));
    } catch (SQLException | RuntimeException | Error failure) {
      // An Error too: without this thread every later commit would wait for ever.
      rollBack();
      if (group.commits().size() + group.performed().size() > 1) {
        writeOneByOne(group);
      } else {
        fail(group, failure);
      }
    }
  }

  private void writeOneByOne(Work group) {
    for (Performed one : group.performed()) {
      write(new Work(List.of(), List.of(one), List.of()));
    }
    for (Waiting one : group.commits()) {
      write(new Work(List.of(one), List.of(), List.of()));
    }
  }

  private void fail(Work one, Throwable failure) {
    RuntimeException answer =
        switch (failure) {
          case SQLException sql -> file.failure("written", sql);
          case RuntimeException refused -> refused;
          default -> new IllegalStateException("a commit broke: " + failure, failure);
        };
    one.commits().forEach(waiting -> waiting.done().completeExceptionally(answer));
    for (Performed performed : one.performed()) {
      // They stay in the outbox, and the next start performs them once more.
      log.atWarn()
          .addKeyValue("of", performed.whose())
          .setCause(failure)
          .log("performed effects could not be forgotten");
    }
  }

  /** Writes and flushes; answers the commits that are durable, having failed the stale ones. */
  private List<Waiting> transaction(Work group) throws SQLException {
    Writer open = openWriter();
    List<Waiting> written = new ArrayList<>();
    List<Waiting> stale = new ArrayList<>();
    List<StaleVersion> reasons = new ArrayList<>();
    for (Performed one : group.performed()) {
      one.rows().in(open);
    }
    for (Waiting one : group.commits()) {
      try {
        write(one.commit(), open);
        written.add(one);
      } catch (StaleVersion reason) {
        stale.add(one);
        reasons.add(reason);
      }
    }
    open.connection().commit();
    for (int index = 0; index < stale.size(); index++) {
      stale.get(index).done().completeExceptionally(reasons.get(index));
    }
    return written;
  }

  /** A commit of one part is refused before it wrote anything; of several, all are taken back. */
  private static void write(JointCommit commit, Writer open) throws SQLException {
    boolean single = commit.arbiters().size() + (commit.build().isPresent() ? 1 : 0) == 1;
    Optional<Savepoint> before =
        single ? Optional.empty() : Optional.of(open.connection().setSavepoint());
    try {
      for (ArbiterCommit step : commit.arbiters()) {
        open.arbiters().write(step);
      }
      if (commit.build().isPresent()) {
        open.rows().write(commit.build().get());
      }
    } catch (StaleVersion stale) {
      if (before.isPresent()) {
        open.connection().rollback(before.get());
      }
      throw stale;
    }
    if (before.isPresent()) {
      open.connection().releaseSavepoint(before.get());
    }
  }

  private Writer openWriter() throws SQLException {
    if (writer.isEmpty()) {
      Connection connection = file.connect();
      connection.setAutoCommit(false);
      writer =
          Optional.of(
              new Writer(connection, new BuildRows(connection), new ArbiterRows(connection)));
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
