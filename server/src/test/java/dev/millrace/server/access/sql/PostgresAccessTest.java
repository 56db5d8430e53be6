package dev.millrace.server.access.sql;

import dev.millrace.server.access.AccessStore;
import dev.millrace.server.access.AccessStoreContract;
import dev.millrace.server.access.AuditContract;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.postgres.FreshPostgres;
import org.junit.jupiter.api.AfterEach;

class PostgresAccessTest implements AccessStoreContract, AuditContract {
  private final FreshPostgres postgres = new FreshPostgres();
  private final Database database = postgres.open();

  @Override
  public AccessStore store() {
    return new SqlAccess(database);
  }

  @Override
  public void settle() {
    database.settle();
  }

  @AfterEach
  void close() {
    postgres.close();
  }
}
