package dev.millrace.server.pipelines.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Audit;
import dev.millrace.server.access.AuditFilter;
import dev.millrace.server.access.AuditRecord;
import dev.millrace.server.access.UserId;
import dev.millrace.server.access.sql.SqlAccess;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import dev.millrace.server.pipelines.PipelineQuery;
import dev.millrace.server.pipelines.PipelineQuery.Cursor;
import dev.millrace.server.pipelines.PipelineQuery.Sort;
import dev.millrace.server.pipelines.PipelineStore;
import dev.millrace.server.pipelines.PipelineStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlPipelineStoreTest implements PipelineStoreContract {
  private Database database;

  @BeforeEach
  void open(@TempDir Path folder) {
    database = SqliteDatabase.open(folder.resolve("millrace.db"));
  }

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
    database.close();
  }

  @Test
  void every_page_of_a_list_is_read_by_an_index() {
    for (Sort sort : Sort.values()) {
      for (boolean descending : new boolean[] {false, true}) {
        for (Optional<Cursor> after : List.of(Optional.<Cursor>empty(), Optional.of(place(sort)))) {
          var query =
              new PipelineQuery(
                  new ProjectId("acme"),
                  "part",
                  Optional.of("label"),
                  Optional.of(new UserId("ann")),
                  false,
                  sort,
                  descending,
                  after,
                  20);

          assertThat(plan(Statements.list(query)))
              .as("%s %s", sort, descending)
              .contains("USING INDEX pipeline_by_")
              .doesNotContain("TEMP B-TREE");
        }
      }
    }
  }

  private static Cursor place(Sort sort) {
    return Cursor.of(PipelineStoreContract.entry("p-1", "one"), sort);
  }

  private String plan(String sql) {
    return database.read(rows ->
        String.join("\n", rows.query("explain query plan " + sql, row -> row.getString("detail"))));
  }
}
