package dev.millrace.server.database.postgres;

import dev.millrace.server.database.grouped.Trouble;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/**
 * What PostgreSQL's failures mean, by their SQLSTATE: <a
 * href="https://www.postgresql.org/docs/15/errcodes-appendix.html">its list</a>.
 */
final class Failures {
  private Failures() {}

  static Trouble trouble(SQLException failure) {
    if (failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException) {
      // The pool had no connection to give.
      return Trouble.OUTAGE;
    }
    // The pool says nothing when it is closed.
    String state = Optional.ofNullable(failure.getSQLState()).orElse("08000");
    return switch (state) {
      // serialization failure, deadlock, a lock that was not got in time
      case "40001", "40P01", "55P03" -> Trouble.COLLISION;
      // A statement was prepared before a later release added a column; it is prepared anew.
      case "0A000" -> isOldPlan(failure) ? Trouble.COLLISION : Trouble.MISTAKE;
      // disk full
      case "53100" -> Trouble.NO_ROOM;
      // nobody knows how it ended; ended because it was idle; the database is dropped
      case "40003", "25P03", "3D000" -> Trouble.OUTAGE;
      default -> byClass(state.substring(0, 2));
    };
  }

  private static boolean isOldPlan(SQLException failure) {
    return String.valueOf(failure.getMessage()).contains("cached plan");
  }

  private static Trouble byClass(String firstTwo) {
    return switch (firstTwo) {
      // connection, authorization, resources such as disk, intervention such as a shutdown, system
      case "08", "28", "53", "57", "58" -> Trouble.OUTAGE;
      default -> Trouble.MISTAKE;
    };
  }

  /** As {@link #trouble}; a server that only reads is one that waits to become the first. */
  static Trouble troubleOfWriter(SQLException failure) {
    return "25006".equals(failure.getSQLState()) ? Trouble.OUTAGE : trouble(failure);
  }
}
