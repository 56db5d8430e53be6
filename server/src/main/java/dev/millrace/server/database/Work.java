package dev.millrace.server.database;

import java.sql.SQLException;

/**
 * What is done in one transaction. It may be done more than once before it is committed, so it has
 * no effect but on the rows; and it waits for nothing but them.
 */
@FunctionalInterface
public interface Work<T> {
  T in(Rows rows) throws SQLException;

  /** A work without an answer. */
  @FunctionalInterface
  interface Change {
    void in(Rows rows) throws SQLException;

    /** The same, with an answer nobody asks for. */
    default Work<Boolean> asWork() {
      return rows -> {
        in(rows);
        return true;
      };
    }
  }
}
