package dev.millrace.server.database.grouped;

import dev.millrace.server.database.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/** A database as a {@link GroupWriter} sees it. Each method may be called by all its threads. */
public interface WriteAccess extends AutoCloseable {
  /** A connection that commits only when told to, with its statements. */
  record Writer(Connection connection, Rows rows) {}

  /**
   * Lends a connection to one thread. May block, but not for ever.
   *
   * @throws SQLException an {@link Trouble#OUTAGE}, whatever it says
   */
  Writer borrow() throws SQLException;

  /**
   * Takes it back.
   *
   * @param isCommitted if not, what it did is rolled back first
   */
  void giveBack(Writer writer, boolean isCommitted);

  /** What a failure means. */
  Trouble trouble(SQLException failure);

  /** Whether what a commit that failed like this should have written may be there. */
  boolean leavesDoubt(SQLException ofCommit);

  /** What callers are told of a failure. */
  RuntimeException told(SQLException failure);

  /** Lets go of its connections, all of which were given back. May be called twice. */
  @Override
  void close();
}
