package dev.millrace.server.http.idempotency.sql;

import dev.millrace.server.database.postgres.FreshPostgres;
import dev.millrace.server.http.idempotency.KeptAnswers;
import dev.millrace.server.http.idempotency.KeptAnswersContract;
import org.junit.jupiter.api.AfterEach;

class PostgresKeptAnswersTest implements KeptAnswersContract {
  private final FreshPostgres postgres = new FreshPostgres();
  private final KeptAnswers answers = new SqlKeptAnswers(postgres.open());

  @AfterEach
  void close() {
    postgres.close();
  }

  @Override
  public KeptAnswers answers() {
    return answers;
  }
}
