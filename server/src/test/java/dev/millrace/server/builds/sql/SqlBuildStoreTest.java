package dev.millrace.server.builds.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.MachineUse;
import dev.millrace.engine.state.RunTime;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.builds.BuildListsContract;
import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.BuildStoreContract;
import dev.millrace.server.builds.BuildWaitsContract;
import dev.millrace.server.builds.EarlierExecutionContract;
import dev.millrace.server.builds.Samples;
import dev.millrace.server.builds.arbiters.ArbiterStoreContract;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlBuildStoreTest
    implements BuildStoreContract,
        BuildListsContract,
        EarlierExecutionContract,
        BuildWaitsContract,
        ArbiterStoreContract<SqlBuildStore> {
  @TempDir Path folder;

  private final List<BuildStore> opened = new ArrayList<>();

  @Override
  public BuildStore emptyStore() {
    return open();
  }

  @Override
  public BuildStore reopened(BuildStore store) {
    store.close();
    return open();
  }

  @Override
  public SqlBuildStore emptyArbiters() {
    return open();
  }

  @Override
  public SqlBuildStore reopenedArbiters(SqlBuildStore store) {
    store.close();
    return open();
  }

  private SqlBuildStore open() {
    SqlBuildStore store = new SqlBuildStore(SqliteDatabase.open(folder.resolve("builds.db")));
    opened.add(store);
    return store;
  }

  @Test
  void a_commit_that_breaks_the_writer_fails_and_the_next_is_written() {
    BuildStore store = open();
    Build build = Samples.queued("b-1");
    Data deep = Data.text("deeper than any stack");
    for (int level = 0; level < 1_000_000; level++) {
      deep = new Data.Items(List.of(deep));
    }
    BuildCommit breaking = BuildCommit.ofNew(with(Data.ordered(Map.of("deep", deep)), build));

    CompletableFuture<Void> failed = CompletableFuture.runAsync(() -> store.commit(breaking));

    assertThat(failed)
        .failsWithin(Duration.ofSeconds(60))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(IllegalStateException.class)
        .havingRootCause()
        .isInstanceOf(StackOverflowError.class);
    store.commit(BuildCommit.ofNew(build));
    assertThat(store.load(build.id())).isPresent();
  }

  @Test
  void a_running_job_of_the_first_version_has_its_machine_and_its_time() throws SQLException {
    BuildStore store = open();
    Build queued = Samples.queued("b-1");
    store.commit(BuildCommit.ofNew(queued));
    store.close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("builds.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update build_job set machine = null, ran_before_ns = null, running_since_ns = null");
      statement.execute(
          "update build_job set status = 'RUNNING', started_at_ns = 5 where id in ('compile', 'test')");
      statement.execute("update build_job set matrix = '[\"parent\"]' where id = 'test'");
      statement.execute(
          "update build_task set started_at_ns = 6 where job_id = 'compile' and position = 0");
    }

    Build loaded = open().load(queued.id()).orElseThrow().build();

    JobState compile = loaded.find(new JobId("compile")).orElseThrow();
    assertThat(compile.machine()).isEqualTo(MachineUse.USED);
    assertThat(compile.runTime())
        .isEqualTo(new RunTime(Duration.ZERO, Optional.of(Instant.ofEpochSecond(0, 5))));
    assertThat(loaded.find(new JobId("test")).orElseThrow().machine()).isEqualTo(MachineUse.NONE);
    assertThat(loaded.find(new JobId("upload")).orElseThrow().runTime()).isEqualTo(RunTime.NONE);
  }

  private static Build with(SequencedMap<String, Data> extras, Build build) {
    Pipeline pipeline = build.pipeline();
    return new Build(
        build.id(),
        build.number(),
        new Pipeline(
            pipeline.name(),
            pipeline.description(),
            pipeline.labels(),
            pipeline.triggersWritten(),
            pipeline.triggers(),
            pipeline.variables(),
            pipeline.variableGroups(),
            pipeline.stages(),
            pipeline.finallyJobs(),
            pipeline.template(),
            pipeline.resources(),
            pipeline.notices(),
            pipeline.concurrency(),
            pipeline.recommendedVersion(),
            pipeline.settings(),
            extras),
        build.attempt(),
        build.status(),
        build.stages(),
        build.variables(),
        build.createdAt(),
        build.startedAt(),
        build.endedAt(),
        build.cancel(),
        build.start(),
        build.queueing(),
        build.triggerReview());
  }

  @AfterEach
  void close() {
    opened.forEach(BuildStore::close);
  }
}
