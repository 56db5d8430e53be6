package dev.millrace.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every database promises. The rows are some of a table that a room has. */
public interface DatabaseContract {
  String PUT = "insert into arbiter (kind, name, version, head) values ('test', ?, 1, ?)";
  String NAMES = "select name from arbiter where kind = 'test' order by name";

  /** The same database each time, with the tables of this release. */
  Database open();

  private static Work<Integer> put(String name) {
    return rows -> rows.run(PUT, name, "head of " + name);
  }

  private static List<String> names(Database database) {
    return database.read(rows -> rows.query(NAMES, row -> row.getString(1)));
  }

  @Test
  default void what_was_written_is_read_also_after_it_was_opened_again() {
    Database database = open();

    int changed = database.write(put("a"));

    assertThat(changed).isEqualTo(1);
    assertThat(names(database)).containsExactly("a");
    database.close();
    assertThat(names(open())).containsExactly("a");
  }

  @Test
  default void a_work_that_throws_leaves_nothing_and_its_exception_comes_out() {
    Database database = open();
    var refused = new IllegalArgumentException("refused");

    assertThatThrownBy(() ->
            database.write(rows -> {
              put("a").in(rows);
              throw refused;
            }))
        .isSameAs(refused);

    assertThat(names(database)).isEmpty();
    database.write(put("b"));
    assertThat(names(database)).containsExactly("b");
  }

  @Test
  default void of_works_that_share_a_flush_the_refused_fail_alone() {
    Database database = open();
    var hold = new CountDownLatch(1);

    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // While the first is held, the others gather.
      var held = CompletableFuture.runAsync(() -> database.write(waitingFor(hold)), threads);
      for (int n = 0; n < 30; n++) {
        String name = "n" + n / 2;
        answers.add(CompletableFuture.supplyAsync(() -> database.write(put(name)), threads));
      }
      hold.countDown();
      held.join();
      answers.forEach(answer -> answer.handle((_, _) -> null).join());
    }

    assertThat(answers.stream().filter(CompletableFuture::isCompletedExceptionally)).hasSize(15);
    assertThat(names(database)).hasSize(15);
  }

  private static Work<Boolean> waitingFor(CountDownLatch latch) {
    return _ -> {
      try {
        latch.await();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
      return true;
    };
  }

  @Test
  default void a_mistake_of_ours_is_no_outage() {
    Database database = open();

    assertThatThrownBy(() -> database.write(rows -> rows.run("insert into nowhere values (1)")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> database.read(rows -> rows.run("select * from nowhere")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(names(database)).isEmpty();
  }

  @Test
  default void what_may_be_late_is_there_once_it_is_settled_or_closed() {
    Database database = open();

    database.changeSoon("a", rows -> put("a").in(rows));
    database.settle();

    assertThat(names(database)).containsExactly("a");
    database.changeSoon("b", rows -> put("b").in(rows));
    database.changeSoon("fails, which nobody is told", rows -> put("a").in(rows));
    database.close();
    assertThat(names(open())).containsExactly("a", "b");
  }

  @Test
  default void a_closed_database_answers_nothing_and_may_be_closed_again() {
    Database database = open();
    database.close();
    database.close();

    assertThatThrownBy(() -> database.write(put("a"))).isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> names(database)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  default void a_question_sees_one_state_while_others_write() {
    Database database = open();
    database.write(put("a"));

    List<String> seen =
        database.read(rows -> {
          List<String> before = rows.query(NAMES, row -> row.getString(1));
          CompletableFuture.runAsync(() -> database.write(put("b"))).join();
          assertThat(rows.query(NAMES, row -> row.getString(1))).isEqualTo(before);
          return before;
        });

    assertThat(seen).containsExactly("a");
    assertThat(names(database)).containsExactly("a", "b");
  }

  @Test
  default void an_empty_argument_is_null_and_the_first_row_is_found() {
    Database database = open();
    database.write(put("a"));

    Optional<String> found =
        database.read(rows ->
            rows.one(
                "select name from arbiter where kind = ? and name = ?",
                row -> row.getString(1),
                "test",
                Optional.of("a")));
    Optional<String> none =
        database.read(rows ->
            rows.one("select name from arbiter where name = ?", row -> row.getString(1), "z"));

    assertThat(found).contains("a");
    assertThat(none).isEmpty();
    assertThatThrownBy(
            () -> database.write(rows -> rows.run(PUT, Optional.empty(), "null is no name")))
        .isNotInstanceOf(CompletionException.class)
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void what_no_text_of_a_database_can_hold_is_replaced() {
    Database database = open();

    database.write(put("nul \0 here"));
    database.write(put("half a pair \uD83D here"));
    database.write(put("\uD83D\uDE80"));

    assertThat(names(database))
        .containsExactly("half a pair ? here", "nul \uFFFD here", "\uD83D\uDE80");
    assertThat(
            database.<Optional<String>>read(rows ->
                rows.one(
                    "select head from arbiter where name = ?",
                    row -> row.getString(1),
                    "nul \0 here")))
        .contains("head of nul \uFFFD here");
  }

  @Test
  default void texts_are_ordered_by_their_bytes_and_may_be_long() {
    Database database = open();
    String longest = "z".repeat(2_000);

    for (String name : List.of("b", "a", "B", "_", "\u00e4", "-", longest)) {
      database.write(put(name));
    }

    assertThat(names(database)).containsExactly("-", "B", "_", "a", "b", longest, "\u00e4");
  }

  @Test
  default void a_work_that_counts_on_a_row_it_wrote_counts_right() {
    Database database = open();
    database.write(put("counter"));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 60; n++) {
        threads.execute(() -> database.change(DatabaseContract::count));
      }
    }

    assertThat(
            database.<Optional<Integer>>read(rows ->
                rows.one("select version from arbiter where kind = 'sum'", row -> row.getInt(1))))
        .contains(60);
  }

  /** Queues by writing one row, then decides by what another is. */
  private static void count(Rows rows) throws SQLException {
    rows.run("update arbiter set version = version + 1 where kind = 'test' and name = 'counter'");
    int now =
        rows.one("select version from arbiter where kind = 'sum'", row -> row.getInt(1)).orElse(0);
    rows.run(
        """
        insert into arbiter (kind, name, version, head) values ('sum', 'sum', ?, '')
        on conflict (kind, name) do update set version = excluded.version\
        """,
        now + 1);
  }
}
