package dev.millrace.server.access.sql;

import dev.millrace.server.access.AccessStore;
import dev.millrace.server.access.AccessStoreContract;
import dev.millrace.server.access.AuditContract;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteAccessTest implements AccessStoreContract, AuditContract {
  private Database database;

  @BeforeEach
  void open(@TempDir Path folder) {
    database = SqliteDatabase.open(folder.resolve("millrace.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public AccessStore store() {
    return new SqlAccess(database);
  }

  @Override
  public void settle() {
    database.settle();
  }
}
