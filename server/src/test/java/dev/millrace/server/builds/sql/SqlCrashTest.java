package dev.millrace.server.builds.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.Samples;
import dev.millrace.server.builds.StoredBuild;
import dev.millrace.server.builds.StoredBuilds;
import dev.millrace.server.child.ChildProcess;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlCrashTest {
  private static final int BUILDS = 8;

  @TempDir Path folder;

  @Test
  void every_acknowledged_commit_outlives_the_process_and_none_is_half() throws Exception {
    var random = new SplittableRandom(1);
    for (int round = 0; round < 4; round++) {
      Path database = folder.resolve("builds-" + round + ".db");
      Map<String, Long> acknowledged = new HashMap<>();

      try (ChildProcess child =
          ChildProcess.start(CommittingChild.class, database, BUILDS, random.nextInt(3_000))) {
        for (int commits = random.nextInt(1, 1_000); commits > 0; commits--) {
          note(child.saidLine(), acknowledged);
        }
        child.kill().forEach(line -> note(line, acknowledged));
      }

      assertThat(acknowledged).isNotEmpty();
      try (BuildStore store = new SqlBuildStore(SqliteDatabase.open(database))) {
        acknowledged.forEach((build, version) -> assertWhole(store, build, version));
      }
    }
  }

  @Test
  void who_reads_while_another_process_writes_sees_each_commit_whole_and_changes_nothing()
      throws Exception {
    Path database = folder.resolve("builds.db");
    Map<String, Long> acknowledged = new HashMap<>();

    try (ChildProcess child = ChildProcess.start(CommittingChild.class, database, 4, 500)) {
      note(child.saidLine(), acknowledged);
      try (StoredBuilds read =
          SqliteDatabase.openToRead(database).map(SqlStoredRecords::new).orElseThrow()) {
        for (int commits = 300; commits > 0; commits--) {
          note(child.saidLine(), acknowledged);
          acknowledged.forEach((build, version) -> assertWhole(read, build, version));
        }
      }
      child.kill().forEach(line -> note(line, acknowledged));
    }
    Path log = folder.resolve("builds.db-wal");
    byte[] rows = Files.readAllBytes(database);
    byte[] logged = Files.readAllBytes(log);

    try (StoredBuilds read =
        SqliteDatabase.openToRead(database).map(SqlStoredRecords::new).orElseThrow()) {
      acknowledged.forEach((build, version) -> assertWhole(read, build, version));
    }

    assertThat(Files.readAllBytes(database)).isEqualTo(rows);
    assertThat(Files.readAllBytes(log)).isEqualTo(logged);
  }

  @Test
  void a_full_disk_fails_the_commit_with_a_reason_and_changes_nothing() throws Exception {
    Path database = folder.resolve("builds.db");
    Map<String, Long> acknowledged = new HashMap<>();

    try (ChildProcess child =
        ChildProcess.startWithFilesUpTo(2_048, CommittingChild.class, database, 1, 20_000)) {
      String full = child.saidLine();
      while (full.startsWith("committed ")) {
        note(full, acknowledged);
        full = child.saidLine();
      }

      assertThat(full).startsWith("full the store " + database + " can't be written: ");
      try (BuildStore store = new SqlBuildStore(SqliteDatabase.open(database))) {
        assertWhole(store, "b-0", acknowledged.getOrDefault("b-0", 0L));
        assertThat(store.load(new BuildId("b-0")).orElseThrow().version())
            .isEqualTo(acknowledged.getOrDefault("b-0", 0L));
      }

      child.liftLimit();
      child.tell("go on");
      long next = acknowledged.getOrDefault("b-0", 0L) + 1;
      assertThat(child.saidLine()).isEqualTo("committed b-0 " + next);
      child.kill().forEach(line -> note(line, acknowledged));
    }

    try (BuildStore store = new SqlBuildStore(SqliteDatabase.open(database))) {
      assertWhole(store, "b-0", acknowledged.getOrDefault("b-0", 0L));
    }
  }

  private static void note(String line, Map<String, Long> acknowledged) {
    String[] words = line.split(" ", -1);
    // The kill may tear the last line.
    if (words.length == 3 && words[0].equals("committed") && !words[2].isEmpty()) {
      acknowledged.merge(words[1], Long.valueOf(words[2]), Math::max);
    }
  }

  private static void assertWhole(StoredBuilds store, String build, long acknowledged) {
    StoredBuild stored = store.load(new BuildId(build)).orElseThrow();
    long version = stored.version();
    assertThat(version).isGreaterThanOrEqualTo(acknowledged);
    String padding = stored.build().variables().firstEntry().getValue().value().split(":", -1)[1];
    assertThat(stored)
        .isEqualTo(
            new StoredBuild(
                CommittingChild.at(Samples.queued(build), version, padding.length()),
                version,
                List.of(CommittingChild.timer(version)),
                List.of(CommittingChild.effect(version))));
  }
}
