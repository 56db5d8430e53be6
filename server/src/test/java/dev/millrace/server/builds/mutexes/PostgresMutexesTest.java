package dev.millrace.server.builds.mutexes;

import dev.millrace.server.database.Database;
import dev.millrace.server.database.postgres.FreshPostgres;
import org.junit.jupiter.api.AfterEach;

class PostgresMutexesTest extends MutexesTest {
  private final FreshPostgres postgres = new FreshPostgres();

  @Override
  Database database() {
    return postgres.open();
  }

  @AfterEach
  void drop() {
    postgres.close();
  }
}
