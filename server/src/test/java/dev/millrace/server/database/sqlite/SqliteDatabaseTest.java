package dev.millrace.server.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.server.database.Database;
import dev.millrace.server.database.DatabaseContract;
import dev.millrace.server.database.StoreFull;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest implements DatabaseContract {
  @TempDir Path folder;

  private final List<Database> opened = new ArrayList<>();

  @Override
  public Database open() {
    Database database = SqliteDatabase.open(folder.resolve("millrace.db"));
    opened.add(database);
    return database;
  }

  @Test
  void more_questions_than_connections_are_all_answered() throws InterruptedException {
    Database database = open();
    var arrived = new CountDownLatch(Readers.MAX_AT_ONCE);
    var go = new CountDownLatch(1);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Integer>> answers = new ArrayList<>();
      for (int n = 0; n < 3 * Readers.MAX_AT_ONCE; n++) {
        int number = n;
        answers.add(
            CompletableFuture.supplyAsync(
                () ->
                    database.read(_ -> {
                      arrived.countDown();
                      await(go);
                      return number;
                    }),
                threads));
      }
      arrived.await();
      go.countDown();

      assertThat(answers.stream().map(CompletableFuture::join))
          .hasSize(3 * Readers.MAX_AT_ONCE)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void a_database_without_room_says_so_and_writes_again_when_there_is_some() {
    Database database = open();
    // No more than there is now; SQLite treats its own limit as it does a full disk.
    limitPages(database, 1);
    assertThatThrownBy(() -> putMuch(database)).isInstanceOf(StoreFull.class);
    assertThat(counted(database)).isZero();

    limitPages(database, 1_000_000);
    putMuch(database);

    assertThat(counted(database)).isOne();
  }

  private static int counted(Database database) {
    return database.read(rows ->
        rows.one("select count(*) from arbiter where kind = 'test'", row -> row.getInt(1))
            .orElseThrow());
  }

  private static void limitPages(Database database, int pages) {
    var _ =
        database.write(
            rows -> rows.query("pragma max_page_count = " + pages, row -> row.getInt(1)));
  }

  private static void putMuch(Database database) {
    database.change(rows ->
        rows.run(
            "insert into arbiter (kind, name, version, head) values ('test', 'much', 1, ?)",
            "x".repeat(1_000_000)));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void close() {
    opened.forEach(Database::close);
  }
}
