package dev.millrace.bench;

import dev.millrace.server.database.Database;
import dev.millrace.server.database.postgres.PostgresDatabase;
import dev.millrace.server.database.postgres.PostgresSettings;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import dev.millrace.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A kind of database whose commits are flushed. */
interface Durable {
  String name();

  /** A new one with no rows. */
  Database open();

  /** What it can do when nobody but one asks, as a row of a table; where that is not the disk. */
  Optional<String> floor(Duration time);

  /** Files in a folder. */
  final class Sqlite implements Durable {
    private final Path folder;
    private int opened;

    Sqlite(Path folder) {
      this.folder = folder;
    }

    @Override
    public String name() {
      return "SQLite FULL";
    }

    @Override
    public Database open() {
      return SqliteDatabase.open(folder.resolve("durable-" + opened++ + ".db"));
    }

    @Override
    public Optional<String> floor(Duration time) {
      return Optional.empty();
    }
  }

  /** Databases of a server on this machine, which ends with this process. */
  final class Postgres implements Durable {
    private final PostgresServer server = PostgresServer.open(true);

    @Override
    public String name() {
      return "PostgreSQL";
    }

    @Override
    public Database open() {
      return PostgresDatabase.open(
          PostgresSettings.of(
              server.url(server.newDatabase()), PostgresServer.USER, server.password()));
    }

    @Override
    public Optional<String> floor(Duration time) {
      List<Latencies> taken = new ArrayList<>();
      try (Connection connection =
          DriverManager.getConnection(
              server.url("postgres"), PostgresServer.USER, server.password())) {
        connection.setAutoCommit(false);
        try (var create = connection.createStatement()) {
          create.execute("create table floor (id bigserial primary key, content text)");
        }
        connection.commit();
        for (Duration part : List.of(time.dividedBy(3), time)) {
          taken.add(inserts(connection, part));
        }
        try (var drop = connection.createStatement()) {
          drop.execute("drop table floor");
        }
        connection.commit();
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
      return Optional.of(taken.getLast().row("PostgreSQL, one insert + commit, one by one", time));
    }

    private static Latencies inserts(Connection connection, Duration time) throws SQLException {
      var taken = new Latencies();
      long end = System.nanoTime() + time.toNanos();
      try (PreparedStatement insert =
          connection.prepareStatement("insert into floor (content) values ('a row')")) {
        while (System.nanoTime() < end) {
          long start = System.nanoTime();
          var _ = insert.executeUpdate();
          connection.commit();
          taken.addSince(start);
        }
      }
      return taken;
    }
  }
}
