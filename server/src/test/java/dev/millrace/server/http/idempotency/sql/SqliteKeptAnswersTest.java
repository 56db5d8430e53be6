package dev.millrace.server.http.idempotency.sql;

import dev.millrace.server.database.Database;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import dev.millrace.server.http.idempotency.KeptAnswers;
import dev.millrace.server.http.idempotency.KeptAnswersContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteKeptAnswersTest implements KeptAnswersContract {
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
  public KeptAnswers answers() {
    return new SqlKeptAnswers(database);
  }
}
