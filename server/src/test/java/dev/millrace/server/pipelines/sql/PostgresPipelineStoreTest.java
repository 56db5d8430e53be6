package dev.millrace.server.pipelines.sql;

import dev.millrace.server.database.Database;
import dev.millrace.server.database.postgres.FreshPostgres;
import dev.millrace.server.pipelines.PipelineChange;
import dev.millrace.server.pipelines.PipelineStore;
import dev.millrace.server.pipelines.PipelineStoreContract;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

class PostgresPipelineStoreTest implements PipelineStoreContract {
  private final FreshPostgres postgres = new FreshPostgres();
  private final Database database = postgres.open();
  private final List<PipelineChange> changes = new CopyOnWriteArrayList<>();

  @Override
  public PipelineStore emptyStore() {
    return new SqlPipelineStore(database, (_, change) -> changes.add(change));
  }

  @Override
  public List<PipelineChange> changes(PipelineStore store) {
    return changes;
  }

  @AfterEach
  void close() {
    postgres.close();
  }
}
