package dev.millrace.server.pipelines.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.postgres.FreshPostgres;
import dev.millrace.server.pipelines.PipelineChange;
import dev.millrace.server.pipelines.PipelineCommit;
import dev.millrace.server.pipelines.PipelineEntry;
import dev.millrace.server.pipelines.PipelineStore;
import dev.millrace.server.pipelines.PipelineStore.Committed;
import dev.millrace.server.pipelines.PipelineStoreContract;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

  @Test
  void a_server_that_wants_a_name_while_another_takes_it_sees_it_taken() {
    assertThat(meanwhile(upTo(9, "p-1", "wanted"), upTo(9, "p-2", "wanted")))
        .isEqualTo(new Committed.NameTaken(new PipelineId("p-1")));
  }

  @Test
  void a_server_that_adds_a_pipeline_while_another_adds_the_last_sees_the_project_full() {
    assertThat(meanwhile(upTo(1, "p-1", "one"), upTo(1, "p-2", "two")))
        .isEqualTo(new Committed.ProjectFull());
  }

  @Test
  void a_server_that_makes_what_another_makes_sees_it_made() {
    assertThat(meanwhile(upTo(9, "p-1", "one"), upTo(9, "p-1", "two")))
        .isEqualTo(new Committed.Stale());
  }

  private static PipelineCommit upTo(int most, String id, String name) {
    PipelineEntry entry = PipelineStoreContract.entry(id, name);
    PipelineCommit plain = PipelineStoreContract.commit(entry, 1);
    return new PipelineCommit(plain.next(), plain.written(), plain.removed(), most, plain.change());
  }

  /** What a server is answered that asks when another has written all and not yet committed. */
  private Committed meanwhile(PipelineCommit first, PipelineCommit second) {
    PipelineStore other = new SqlPipelineStore(postgres.open(), (_, _) -> {});
    var answer = new CompletableFuture<Committed>();
    var store =
        new SqlPipelineStore(
            database,
            (_, _) -> {
              var _ = answer.completeAsync(() -> other.commit(second));
              while (!answer.isDone() && !isSomebodyWaiting()) {
                Thread.onSpinWait();
              }
            });

    assertThat(store.commit(first)).isEqualTo(new Committed.Done());
    return answer.join();
  }

  private boolean isSomebodyWaiting() {
    return database
        .read(rows ->
            rows.query(
                """
                select pid from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'\
                """,
                row -> row.getInt(1)))
        .stream()
        .findAny()
        .isPresent();
  }
}
