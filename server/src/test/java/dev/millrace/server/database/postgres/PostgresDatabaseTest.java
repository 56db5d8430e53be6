package dev.millrace.server.database.postgres;

import dev.millrace.server.database.Database;
import dev.millrace.server.database.DatabaseContract;
import org.junit.jupiter.api.AfterEach;

class PostgresDatabaseTest implements DatabaseContract {
  private final FreshPostgres postgres = new FreshPostgres();

  @Override
  public Database open() {
    return postgres.open();
  }

  @AfterEach
  void close() {
    postgres.close();
  }
}
