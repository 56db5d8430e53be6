package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.Build;
import dev.millrace.server.builds.sql.SqlBuildStore;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import dev.millrace.testkit.VirtualClock;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTest {
  @TempDir Path folder;

  @Test
  void a_build_that_only_seems_to_have_something_left_is_looked_at_by_one_start() {
    Build build = Samples.queued("b-1");
    try (Database database = SqliteDatabase.open(folder.resolve("millrace.db"))) {
      var store = new SqlBuildStore(database);
      store.commit(BuildCommit.ofNew(BuildStoreContract.ended(build)));
      database.change(rows -> rows.run("update build set unfinished = 1"));
      assertThat(store.unfinished()).containsExactly(build.id());

      try (Builds builds =
          Builds.open(
              store,
              new RecordingMachines(),
              (_, _, message) -> CompletableFuture.completedFuture(message),
              new VirtualClock())) {
        builds.recover();
      }

      assertThat(store.unfinished()).isEmpty();
    }
  }
}
