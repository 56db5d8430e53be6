package dev.millrace.server.database.sqlite;

import dev.millrace.server.database.Migrations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/**
 * The tables. Flyway brings an older file up to date; since it costs 0.4 s of a cold start, it is
 * asked only when there is something to do. A file at the newest version is known by SQLite's
 * {@code user_version}, and an empty one gets the same migration scripts directly, in one
 * transaction; Flyway takes such a file as its baseline later.
 */
final class Schema {
  static final Schema NEWEST = new Schema(Migrations.NEWEST);

  private final Migrations migrations;

  Schema(Migrations migrations) {
    this.migrations = migrations;
  }

  void prepare(Connection connection, String url) throws SQLException {
    int version = version(connection);
    if (version == migrations.version()) {
      return;
    }
    requireKnown(version);
    if (version == 0) {
      create(connection);
    } else {
      migrate(url, version);
      setVersion(connection);
    }
  }

  /** Whether the tables are there, as this release reads them; not in a file never prepared. */
  boolean isIn(Connection connection) throws SQLException {
    int version = version(connection);
    requireKnown(version);
    if (version > 0 && version < migrations.version()) {
      throw new SQLException(
          "its tables are of version " + version + ", this release reads " + migrations.version());
    }
    return version > 0;
  }

  /** Whether there are tables of an earlier release. */
  boolean isOlderIn(Connection connection) throws SQLException {
    int version = version(connection);
    return version > 0 && version < migrations.version();
  }

  private void requireKnown(int version) throws SQLException {
    if (version > migrations.version()) {
      throw new SQLException(migrations.tooNew(version));
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("pragma user_version")) {
      row.next();
      return row.getInt(1);
    }
  }

  private void create(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String script : migrations.scripts()) {
        for (String sql : statements(read(script))) {
          statement.execute(sql);
        }
      }
      setVersion(connection);
      connection.commit();
    } catch (SQLException failure) {
      connection.rollback();
      throw failure;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private void setVersion(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma user_version = " + migrations.version());
    }
  }

  /** Scripts of ours have comments on lines of their own, and no semicolon within a statement. */
  private static List<String> statements(String script) {
    String code =
        script
            .lines()
            .filter(line -> !line.strip().startsWith("--"))
            .collect(Collectors.joining("\n"));
    return Pattern.compile(";").splitAsStream(code).filter(sql -> !sql.isBlank()).toList();
  }

  private String read(String script) {
    try (InputStream in =
        Schema.class.getClassLoader().getResourceAsStream(migrations.folder() + script)) {
      if (in == null) {
        throw new IllegalStateException("the migration " + script + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void migrate(String url, int version) {
    Flyway.configure()
        .dataSource(url, null, null)
        .locations(
            "classpath:" + migrations.folder() + "all",
            "classpath:" + migrations.folder() + "sqlite")
        .baselineOnMigrate(true)
        .baselineVersion(Integer.toString(version))
        .load()
        .migrate();
  }
}
