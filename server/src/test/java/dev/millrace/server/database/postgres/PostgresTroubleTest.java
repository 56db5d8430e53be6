package dev.millrace.server.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.server.database.Database;
import dev.millrace.server.database.Rows;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.server.database.Work;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can come between a transaction and its end, made to happen in a real one. */
class PostgresTroubleTest {
  private static final String PUT =
      "insert into arbiter (kind, name, version, head) values ('test', ?, 1, '')";
  private static final String NAMES = "select * from arbiter where kind = 'test' order by name";

  private final FreshPostgres postgres = new FreshPostgres();
  private final Database database = postgres.open();
  private final AtomicInteger tries = new AtomicInteger();

  @AfterEach
  void close() {
    postgres.close();
  }

  private Work<Integer> put(String name) {
    return rows -> {
      tries.incrementAndGet();
      return rows.run(PUT, name);
    };
  }

  private static List<String> names(Database database) {
    return database.read(rows -> rows.query(NAMES, row -> row.getString("name")));
  }

  /** Has every commit do something in the moment in which it becomes durable. */
  private void atEachCommit(String what) {
    database.change(rows -> {
      rows.run("create sequence commits");
      rows.run(
          """
          create function at_commit() returns trigger language plpgsql as
          'begin %s return null; end'\
          """
              .formatted(what.replace("'", "''")));
      rows.run(
          """
          create constraint trigger at_commit after insert on arbiter deferrable initially deferred
          for each row execute function at_commit()\
          """);
    });
  }

  @Test
  void a_transaction_that_is_cut_off_is_an_outage_and_leaves_nothing() {
    database.write(put("before"));

    assertThatThrownBy(() ->
            database.write(rows -> {
              put("a").in(rows);
              postgres.cutOff();
              return put("b").in(rows);
            }))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("can't be written");

    assertThat(tries).hasValue(3);
    assertThat(names(postgres.open())).containsExactly("before");
    assertThat(database.write(put("after"))).isEqualTo(1);
  }

  @Test
  void a_commit_that_is_cut_off_is_in_doubt_and_not_done_again() {
    atEachCommit("perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(60);");

    assertThatThrownBy(() -> database.write(put("a")))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageStartingWith("whether the commit happened is not known: ");

    assertThat(tries).hasValue(1);
  }

  @Test
  void a_commit_that_others_were_in_the_way_of_is_done_again() {
    atEachCommit("if nextval('commits') <= 3 then raise sqlstate '40001'; end if;");

    int changed = database.write(put("a"));

    assertThat(changed).isEqualTo(1);
    assertThat(tries).hasValue(4);
    assertThat(names(database)).containsExactly("a");
  }

  @Test
  void a_commit_that_others_are_always_in_the_way_of_is_given_up() {
    atEachCommit("raise sqlstate '40001';");

    assertThatThrownBy(() -> database.write(put("a"))).isInstanceOf(StoreUnavailable.class);

    assertThat(tries).hasValue(5);
    assertThat(names(database)).isEmpty();
  }

  @Test
  void of_two_servers_that_wait_for_each_other_both_get_through() {
    postgres.waitForDeadlocks("50ms");
    Database other = postgres.open();
    database.write(put("a"));
    database.write(put("b"));
    var bothHaveOne = new CyclicBarrier(2);

    var first = CompletableFuture.runAsync(() -> database.change(both("a", "b", bothHaveOne)));
    var second = CompletableFuture.runAsync(() -> other.change(both("b", "a", bothHaveOne)));

    assertThat(CompletableFuture.allOf(first, second))
        .succeedsWithin(java.time.Duration.ofMinutes(1));
    assertThat(
            database.<List<Integer>>read(rows -> rows.query(NAMES, row -> row.getInt("version"))))
        .containsExactly(3, 3);
  }

  private static Work.Change both(String one, String another, CyclicBarrier bothHaveOne) {
    var meets = new AtomicInteger();
    return rows -> {
      count(rows, one);
      if (meets.getAndIncrement() == 0) {
        meet(bothHaveOne);
      }
      count(rows, another);
    };
  }

  private static void count(Rows rows, String name) throws SQLException {
    rows.run("update arbiter set version = version + 1 where kind = 'test' and name = ?", name);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void a_column_that_a_later_release_adds_disturbs_nobody() {
    database.write(put("a"));
    for (int asked = 0; asked < 20; asked++) {
      assertThat(names(database)).containsExactly("a");
    }

    postgres.open().change(rows -> rows.run("alter table arbiter add column later text"));

    assertThat(names(database)).containsExactly("a");
  }
}
