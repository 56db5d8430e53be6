package dev.millrace.server.access.sql;

import dev.millrace.server.database.Rows;
import dev.millrace.server.database.Rows.RowReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Rows for a port that knows no SQL: a failure is carried through it to the transaction. */
final class CarryingRows {
  private final Rows rows;

  CarryingRows(Rows rows) {
    this.rows = rows;
  }

  /** Carries a failure past those who can't name it. */
  static final class Carried extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    Carried(SQLException failure) {
      super(failure);
      this.failure = failure;
    }

    SQLException failure() {
      return failure;
    }
  }

  /** Statements that answer something. */
  interface Statement<T> {
    T on(Rows rows) throws SQLException;
  }

  <T> T carry(Statement<T> statement) {
    try {
      return statement.on(rows);
    } catch (SQLException failure) {
      throw new Carried(failure);
    }
  }

  int run(String sql, Object... arguments) {
    return carry(on -> on.run(sql, arguments));
  }

  <T> List<T> query(String sql, RowReader<T> reader, Object... arguments) {
    return carry(on -> on.query(sql, reader, arguments));
  }

  <T> Optional<T> one(String sql, RowReader<T> reader, Object... arguments) {
    return carry(on -> on.one(sql, reader, arguments));
  }

  long count(String sql, Object... arguments) {
    return one(sql, row -> row.getLong(1), arguments).orElseThrow();
  }
}
