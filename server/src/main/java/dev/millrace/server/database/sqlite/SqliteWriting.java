package dev.millrace.server.database.sqlite;

import dev.millrace.server.database.Rows;
import dev.millrace.server.database.grouped.Trouble;
import dev.millrace.server.database.grouped.WriteAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The one connection that writes the file; belongs to the one thread that writes. */
final class SqliteWriting implements WriteAccess {
  private final SqliteFile file;
  private Optional<Writer> idle = Optional.empty();

  SqliteWriting(SqliteFile file) {
    this.file = file;
  }

  @Override
  public Writer borrow() throws SQLException {
    return idle.isPresent() ? idle.get() : open();
  }

  private Writer open() throws SQLException {
    Connection connection = file.connect();
    connection.setAutoCommit(false);
    return new Writer(connection, new Rows(connection));
  }

  @Override
  public void giveBack(Writer writer, boolean isCommitted) {
    idle = isCommitted || isRolledBack(writer) ? Optional.of(writer) : Optional.empty();
  }

  private static boolean isRolledBack(Writer writer) {
    try {
      writer.connection().rollback();
      return true;
    } catch (SQLException failure) {
      SqliteFile.closeQuietly(writer.connection());
      return false;
    }
  }

  @Override
  public Trouble trouble(SQLException failure) {
    return SqliteFile.trouble(failure);
  }

  /** What a commit that failed has written, SQLite takes back. */
  @Override
  public boolean leavesDoubt(SQLException ofCommit) {
    return false;
  }

  @Override
  public RuntimeException told(SQLException failure) {
    return file.failure("written", failure);
  }

  /** Called when the thread has ended. */
  @Override
  public void close() {
    idle.ifPresent(writer -> SqliteFile.closeQuietly(writer.connection()));
    idle = Optional.empty();
  }
}
