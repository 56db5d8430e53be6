package dev.millrace.server.database.grouped;

import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.server.database.grouped.WriteAccess.Writer;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Does a group of works in one transaction. Safe from any thread.
 *
 * <p>Most groups hold no work that is refused. One that does is rolled back and done again, each
 * work behind a savepoint, so that the refused one fails alone. When that breaks too, each work is
 * done in a transaction of its own. An outage is told to all at once, since every further try would
 * wait for it; so is a commit of which nobody knows whether it happened, since done again it would
 * be there twice.
 */
final class GroupTransaction {
  /** How often a work is done by itself while others are in its way; then it is refused. */
  static final int MAX_TRIES = 5;

  private final WriteAccess access;

  GroupTransaction(WriteAccess access) {
    this.access = access;
  }

  /** What is done between the begin and the commit. */
  private interface Steps {
    void with(Writer writer) throws SQLException;
  }

  /** The transaction failed for all its works, and is not to be done again. */
  private static final class NobodyServed extends Exception {
    private static final long serialVersionUID = 1L;

    private final RuntimeException told;

    NobodyServed(RuntimeException told) {
      super(told);
      this.told = told;
    }
  }

  /** Each work has succeeded or failed when this returns. */
  void write(List<PendingWork<?>> group) {
    if (group.isEmpty()) {
      return;
    }
    try {
      inOneTransaction(group);
    } catch (NobodyServed failure) {
      group.forEach(one -> one.failed(failure.told));
    } catch (SQLException | RuntimeException | Error failure) {
      // An Error too: without this thread every later commit would wait for ever.
      if (group.size() > 1) {
        writeApart(group);
      } else if (isCollision(failure)) {
        writeAgain(group.getFirst());
      } else {
        group.getFirst().failed(told(failure));
      }
    }
  }

  private void inOneTransaction(List<PendingWork<?>> group) throws SQLException, NobodyServed {
    inTransaction(writer -> {
      for (PendingWork<?> one : group) {
        one.in(writer.rows());
      }
    });
    group.forEach(PendingWork::succeeded);
  }

  private void writeAgain(PendingWork<?> one) {
    for (int tries = 2; ; tries++) {
      try {
        inOneTransaction(List.of(one));
        return;
      } catch (NobodyServed failure) {
        one.failed(failure.told);
        return;
      } catch (SQLException | RuntimeException | Error failure) {
        if (tries >= MAX_TRIES || !isCollision(failure)) {
          one.failed(told(failure));
          return;
        }
      }
    }
  }

  private void writeApart(List<PendingWork<?>> group) {
    try {
      behindSavepoints(group);
    } catch (NobodyServed failure) {
      group.forEach(one -> one.failed(failure.told));
    } catch (SQLException | RuntimeException | Error failure) {
      group.forEach(one -> write(List.of(one)));
    }
  }

  private void behindSavepoints(List<PendingWork<?>> group) throws SQLException, NobodyServed {
    record Refused(PendingWork<?> work, RuntimeException told) {}
    List<PendingWork<?>> written = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    inTransaction(writer -> {
      for (PendingWork<?> one : group) {
        Savepoint before = writer.connection().setSavepoint();
        try {
          one.in(writer.rows());
          written.add(one);
        } catch (SQLException | RuntimeException reason) {
          if (reason instanceof SQLException sql && access.trouble(sql) != Trouble.MISTAKE) {
            throw sql;
          }
          writer.connection().rollback(before);
          refused.add(new Refused(one, told(reason)));
        }
        writer.connection().releaseSavepoint(before);
      }
    });
    written.forEach(PendingWork::succeeded);
    refused.forEach(one -> one.work().failed(one.told()));
  }

  private void inTransaction(Steps steps) throws SQLException, NobodyServed {
    Writer writer = borrow();
    boolean committed = false;
    try {
      steps.with(writer);
      commit(writer);
      committed = true;
    } catch (SQLException failure) {
      if (access.trouble(failure).isOutage()) {
        throw new NobodyServed(access.told(failure));
      }
      throw failure;
    } finally {
      access.giveBack(writer, committed);
    }
  }

  private Writer borrow() throws NobodyServed {
    try {
      return access.borrow();
    } catch (SQLException failure) {
      throw new NobodyServed(access.told(failure));
    }
  }

  private void commit(Writer writer) throws SQLException, NobodyServed {
    try {
      writer.connection().commit();
    } catch (SQLException failure) {
      if (access.leavesDoubt(failure)) {
        throw new NobodyServed(
            new StoreUnavailable(
                "whether the commit happened is not known: " + failure.getMessage(), failure));
      }
      throw failure;
    }
  }

  private boolean isCollision(Throwable failure) {
    return failure instanceof SQLException sql && access.trouble(sql) == Trouble.COLLISION;
  }

  private RuntimeException told(Throwable failure) {
    return switch (failure) {
      case SQLException sql -> access.told(sql);
      case RuntimeException refused -> refused;
      default -> new IllegalStateException("a commit broke: " + failure, failure);
    };
  }
}
