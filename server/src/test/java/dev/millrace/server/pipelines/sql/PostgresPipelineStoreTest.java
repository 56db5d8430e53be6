package dev.millrace.server.pipelines.sql;

import dev.millrace.server.access.Audit;
import dev.millrace.server.access.AuditFilter;
import dev.millrace.server.access.AuditRecord;
import dev.millrace.server.access.sql.SqlAccess;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.postgres.FreshPostgres;
import dev.millrace.server.pipelines.PipelineStore;
import dev.millrace.server.pipelines.PipelineStoreContract;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class PostgresPipelineStoreTest implements PipelineStoreContract {
  private final FreshPostgres postgres = new FreshPostgres();
  private final Database database = postgres.open();

  @Override
  public PipelineStore emptyStore() {
    return new SqlPipelineStore(database);
  }

  @Override
  public List<AuditRecord> audits(PipelineStore store) {
    var audit =
        new Audit(new SqlAccess(database), Audit.Retention.STANDARD, InstantSource.system());
    return audit.list(AuditFilter.ALL, Optional.empty(), Audit.MAX_PAGE).reversed();
  }

  @AfterEach
  void close() {
    postgres.close();
  }
}
