package dev.millrace.server.database.postgres;

import dev.millrace.server.database.Database;
import dev.millrace.testkit.postgres.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A database of PostgreSQL for one test, with the tables of this release and no rows. */
public final class FreshPostgres implements AutoCloseable {
  private static final PostgresServer SERVER = PostgresServer.shared();
  private static final String TEMPLATE = template();

  private final String name = SERVER.newDatabase(TEMPLATE);
  private final List<Database> opened = new ArrayList<>();

  private static String template() {
    String name = SERVER.newDatabase();
    PostgresDatabase.open(settings(SERVER, name)).close();
    return name;
  }

  static PostgresSettings settings(PostgresServer server, String database) {
    return PostgresSettings.of(server.url(database), PostgresServer.USER, server.password())
        .waiting(Duration.ofSeconds(30));
  }

  public PostgresSettings settings() {
    return settings(SERVER, name);
  }

  /** Opens it, as one of maybe several servers; closed with this. */
  public Database open() {
    Database database = PostgresDatabase.open(settings());
    opened.add(database);
    return database;
  }

  /** Ends what is under way on all connections to it, as an administrator would. */
  void cutOff() {
    SERVER.run(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  }

  /** How long connections from now on wait for each other before one of them must give way. */
  void waitForDeadlocks(String time) {
    SERVER.run("alter database " + name + " set deadlock_timeout = '" + time + "'");
  }

  @Override
  public void close() {
    opened.forEach(Database::close);
    SERVER.drop(name);
  }
}
