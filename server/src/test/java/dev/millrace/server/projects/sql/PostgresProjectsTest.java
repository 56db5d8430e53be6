package dev.millrace.server.projects.sql;

import dev.millrace.server.access.AccessStore;
import dev.millrace.server.access.sql.SqlAccess;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.postgres.FreshPostgres;
import dev.millrace.server.projects.ProjectStore;
import dev.millrace.server.projects.ProjectStoreContract;
import org.junit.jupiter.api.AfterEach;

class PostgresProjectsTest implements ProjectStoreContract {
  private final FreshPostgres postgres = new FreshPostgres();
  private final Database database = postgres.open();

  @Override
  public ProjectStore store() {
    return new SqlProjects(database);
  }

  @Override
  public AccessStore access() {
    return new SqlAccess(database);
  }

  @AfterEach
  void close() {
    postgres.close();
  }
}
