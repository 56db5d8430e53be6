package dev.millrace.server.database.postgres;

import dev.millrace.server.database.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables. Flyway makes them and brings them up to date, one server at a time; since it costs
 * time, it is asked only when there is something to do.
 */
final class PostgresSchema {
  /** The oldest version of PostgreSQL that is tried in our tests. */
  private static final int OLDEST = 15;

  private final Migrations migrations;

  PostgresSchema(Migrations migrations) {
    this.migrations = migrations;
  }

  /**
   * Brings the tables to this version.
   *
   * @throws SQLException if the database can't be reached
   * @throws IllegalStateException if it is no database for us
   */
  void prepare(PostgresSettings settings) throws SQLException {
    int version;
    try (Connection connection =
        DriverManager.getConnection(settings.url(), Pools.properties(settings))) {
      requireFit(connection);
      version = version(connection);
    }
    if (version > migrations.version()) {
      throw new IllegalStateException(migrations.tooNew(version));
    }
    if (version < migrations.version()) {
      migrate(settings);
    }
  }

  private static void requireFit(Connection connection) throws SQLException {
    int release = connection.getMetaData().getDatabaseMajorVersion();
    if (release < OLDEST) {
      throw new IllegalStateException(
          "the database is of PostgreSQL " + release + "; " + OLDEST + " or later is needed");
    }
    String encoding = text(connection, "select current_setting('server_encoding')");
    if (!encoding.equals("UTF8")) {
      throw new IllegalStateException(
          "the database keeps texts as " + encoding + "; make it with encoding 'UTF8'");
    }
  }

  /** The version of the tables; 0 where there are none of ours. */
  private static int version(Connection connection) throws SQLException {
    boolean known =
        Boolean.parseBoolean(
            text(
                connection,
                "select cast(to_regclass('flyway_schema_history') is not null as text)"));
    return known
        ? Integer.parseInt(
            text(
                connection,
                "select coalesce(max(cast(version as integer)), 0) from flyway_schema_history"
                    + " where success"))
        : 0;
  }

  private static String text(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getString(1);
    }
  }

  private void migrate(PostgresSettings settings) throws SQLException {
    try {
      Flyway.configure()
          .dataSource(settings.url(), settings.user(), settings.password())
          .locations(
              "classpath:" + migrations.folder() + "all",
              "classpath:" + migrations.folder() + "postgres")
          .target(Integer.toString(migrations.version()))
          .load()
          .migrate();
    } catch (FlywayException failure) {
      if (failure.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getMessage(), failure);
    }
  }
}
