package dev.millrace.server.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.database.Database;
import dev.millrace.server.database.DatabaseContract;
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
