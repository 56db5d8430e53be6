package dev.millrace.server.database.sqlite;

import dev.millrace.server.database.grouped.Trouble;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/** The file and how connections to it are made. */
final class SqliteFile {
  /** Only a second process, such as a person with a database tool, can hold the file that long. */
  private static final int BUSY_WAIT_MILLIS = 5_000;

  private final Path path;
  private final boolean toWrite;

  private SqliteFile(Path path, boolean toWrite) {
    this.path = path;
    this.toWrite = toWrite;
  }

  static SqliteFile toWrite(Path path) {
    return new SqliteFile(path, true);
  }

  /** Its connections refuse to write. */
  static SqliteFile toRead(Path path) {
    return new SqliteFile(path, false);
  }

  /** Brings the tables up to date. */
  void prepare() throws SQLException {
    try (Connection connection = connect()) {
      Schema.NEWEST.prepare(connection, url());
    }
  }

  /**
   * Whether there is something to read; not before the store is opened for the first time. Tables
   * of an earlier release are brought up to date first, also beside a process of that release,
   * which goes on with them.
   */
  boolean hasTables() throws SQLException {
    boolean isOld;
    try (Connection connection = connect()) {
      isOld = Schema.NEWEST.isOlderIn(connection);
    }
    if (isOld) {
      toWrite(path).prepare();
    }
    try (Connection connection = connect()) {
      return Schema.NEWEST.isIn(connection);
    }
  }

  Connection connect() throws SQLException {
    var properties = new Properties();
    if (!toWrite) {
      var config = new SQLiteConfig();
      config.setReadOnly(true);
      properties = config.toProperties();
    }
    // Not by DriverManager, which would look for drivers in every jar first.
    Connection connection = JDBC.createConnection(url(), properties);
    if (connection == null) {
      throw new SQLException("no connection to " + url());
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = " + BUSY_WAIT_MILLIS);
      if (toWrite) {
        statement.execute("pragma journal_mode = wal");
        statement.execute("pragma synchronous = full");
        statement.execute("pragma foreign_keys = off");
      }
    }
    return connection;
  }

  private String url() {
    return "jdbc:sqlite:" + path;
  }

  /** What callers are told of a failure. */
  RuntimeException failure(String deed, SQLException failure) {
    return trouble(failure).told(path.toString(), deed, failure);
  }

  /** A bug of ours is not worth a retry. Nobody but a person's tool is ever in the way. */
  static Trouble trouble(SQLException failure) {
    if (failure instanceof SQLiteException byDatabase) {
      return switch (byDatabase.getResultCode().code & 0xff) {
        // error (a statement is wrong), constraint, mismatch, misuse, range
        case 1, 19, 20, 21, 25 -> Trouble.MISTAKE;
        case 13 -> Trouble.NO_ROOM;
        default -> Trouble.OUTAGE;
      };
    }
    return Trouble.OUTAGE;
  }

  static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException _) {
      // Everything acknowledged was flushed before; there is nothing left to lose.
    }
  }
}
