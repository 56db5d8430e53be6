package dev.millrace.server.database.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.Migrations;
import dev.millrace.server.database.Rows;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.server.database.Work;
import dev.millrace.server.database.grouped.GroupWriter;
import dev.millrace.server.database.grouped.Trouble;
import java.sql.Connection;
import java.sql.SQLException;

/** A database of PostgreSQL, which others may use at the same time. */
public final class PostgresDatabase implements Database {
  /** Works in one transaction; fewer than one thread alone would take, since others are free. */
  private static final int MAX_GROUP = 64;

  /** How often a question is asked while changes of the tables are in its way. */
  private static final int MAX_TRIES = 3;

  private final PostgresSettings settings;
  private final GroupWriter writer;
  private final HikariDataSource readers;

  /**
   * Connects; makes the tables, or brings them up to date, where needed. Several servers may open
   * an empty database at the same time.
   *
   * @throws StoreUnavailable if it can't be reached
   * @throws IllegalStateException if it is no database for us, saying what is expected
   */
  public static PostgresDatabase open(PostgresSettings settings) {
    return open(settings, Migrations.NEWEST);
  }

  static PostgresDatabase open(PostgresSettings settings, Migrations migrations) {
    try {
      new PostgresSchema(migrations).prepare(settings);
    } catch (SQLException failure) {
      throw Failures.trouble(failure).told(settings.store(), "opened", failure);
    }
    return new PostgresDatabase(settings);
  }

  private PostgresDatabase(PostgresSettings settings) {
    this.settings = settings;
    this.readers = Pools.toRead(settings);
    this.writer =
        new GroupWriter(
            new PostgresWriting(Pools.toWrite(settings), settings.store()),
            settings.writers(),
            MAX_GROUP);
  }

  @Override
  public <T> T write(Work<T> work) {
    return writer.write(work);
  }

  @Override
  public void changeSoon(String what, Work.Change change) {
    writer.writeSoon(what, change.asWork());
  }

  @Override
  public void settle() {
    writer.settle();
  }

  @Override
  public <T> T read(Work<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return readOnce(work);
      } catch (SQLException failure) {
        Trouble trouble = Failures.trouble(failure);
        if (trouble != Trouble.COLLISION || tries == MAX_TRIES) {
          throw trouble.told(settings.store(), "read", failure);
        }
      }
    }
  }

  private <T> T readOnce(Work<T> work) throws SQLException {
    if (readers.isClosed()) {
      throw new StoreUnavailable("the store is closed", new IllegalStateException("closed"));
    }
    try (Connection connection = readers.getConnection()) {
      T answer = work.in(new Rows(connection));
      connection.commit();
      return answer;
    }
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
  }
}
