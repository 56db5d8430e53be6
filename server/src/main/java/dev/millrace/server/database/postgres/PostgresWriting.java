package dev.millrace.server.database.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.millrace.server.database.Rows;
import dev.millrace.server.database.grouped.Trouble;
import dev.millrace.server.database.grouped.WriteAccess;
import java.sql.Connection;
import java.sql.SQLException;

/** Connections of a pool, one a transaction. */
final class PostgresWriting implements WriteAccess {
  private final HikariDataSource pool;
  private final String store;

  /** Over connections to a store, which is named to people. */
  PostgresWriting(HikariDataSource pool, String store) {
    this.pool = pool;
    this.store = store;
  }

  @Override
  public Writer borrow() throws SQLException {
    Connection connection = pool.getConnection();
    return new Writer(connection, new Rows(connection));
  }

  /** The pool rolls back what is not committed, and lets go of what is broken. */
  @Override
  public void giveBack(Writer writer, boolean isCommitted) {
    try {
      writer.connection().close();
    } catch (SQLException _) {
      // It is gone, and so is what was not committed.
    }
  }

  @Override
  public Trouble trouble(SQLException failure) {
    return Failures.troubleOfWriter(failure);
  }

  /** Who was cut off in a commit did not hear how it ended. */
  @Override
  public boolean leavesDoubt(SQLException ofCommit) {
    return trouble(ofCommit).isOutage();
  }

  @Override
  public RuntimeException told(SQLException failure) {
    return trouble(failure).told(store, "written", failure);
  }

  @Override
  public void close() {
    pool.close();
  }
}
