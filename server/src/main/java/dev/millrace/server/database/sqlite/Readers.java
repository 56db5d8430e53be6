package dev.millrace.server.database.sqlite;

import dev.millrace.server.database.Rows;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.server.database.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Connections to read by, opened when first needed; each answers one question at a time. */
final class Readers implements AutoCloseable {
  /** Questions answered at the same time; others wait. */
  static final int MAX_AT_ONCE = 4;

  private final SqliteFile file;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition returned = lock.newCondition();
  private final Deque<Reader> idle = new ArrayDeque<>();
  private int busy;
  private boolean closed;

  private record Reader(Connection connection, Rows rows) {}

  Readers(SqliteFile file) {
    this.file = file;
  }

  <T> T read(Work<T> question) {
    Optional<Reader> taken = take();
    Reader fit = null;
    try {
      Reader reader = taken.isPresent() ? taken.get() : connect();
      boolean answered = false;
      try {
        T answer = question.in(reader.rows());
        reader.connection().commit();
        answered = true;
        fit = reader;
        return answer;
      } finally {
        if (!answered) {
          // Its transaction would go on seeing what was there when it began.
          SqliteFile.closeQuietly(reader.connection());
        }
      }
    } catch (SQLException failure) {
      throw file.failure("read", failure);
    } finally {
      giveBack(Optional.ofNullable(fit));
    }
  }

  /** An open one; empty where one is to be opened. */
  private Optional<Reader> take() {
    lock.lock();
    try {
      while (!closed && busy >= MAX_AT_ONCE) {
        returned.awaitUninterruptibly();
      }
      if (closed) {
        throw new StoreUnavailable("the store is closed", new IllegalStateException("closed"));
      }
      busy++;
      return Optional.ofNullable(idle.poll());
    } finally {
      lock.unlock();
    }
  }

  private Reader connect() throws SQLException {
    Connection connection = file.connect();
    // One transaction per question, so that rows that belong together are read together.
    connection.setAutoCommit(false);
    return new Reader(connection, new Rows(connection));
  }

  private void giveBack(Optional<Reader> fit) {
    lock.lock();
    try {
      busy--;
      if (closed) {
        fit.ifPresent(reader -> SqliteFile.closeQuietly(reader.connection()));
      } else {
        fit.ifPresent(idle::push);
      }
      returned.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets questions that are being answered end. May be called twice. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      returned.signalAll();
      while (busy > 0) {
        returned.awaitUninterruptibly();
      }
      idle.forEach(reader -> SqliteFile.closeQuietly(reader.connection()));
      idle.clear();
    } finally {
      lock.unlock();
    }
  }
}
