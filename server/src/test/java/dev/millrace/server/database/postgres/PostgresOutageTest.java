package dev.millrace.server.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.server.child.ChildProcess;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.testkit.postgres.PostgresServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With a server of its own, which goes down. */
class PostgresOutageTest {
  private static final int COMMITS = 200;

  /** Connections of before that may still be tried. */
  private static final int MOST_TRIES = 50;

  private static PostgresServer server;

  @BeforeAll
  static void open() {
    server = PostgresServer.open(true);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void while_the_server_is_gone_nobody_is_served_and_then_all_that_was_committed_is_there() {
    PostgresSettings settings =
        FreshPostgres.settings(server, server.newDatabase()).waiting(Duration.ofSeconds(1));
    try (Database database = PostgresDatabase.open(settings)) {
      for (int n = 0; n < COMMITS; n++) {
        put(database, "before " + n);
      }

      server.crash();
      assertThatThrownBy(() -> put(database, "meanwhile")).isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(() -> names(database)).isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(() -> PostgresDatabase.open(settings))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageNotContaining(server.password());

      server.start();
      putAtLast(database, "after");

      assertThat(namesAtLast(database)).hasSize(COMMITS + 1).contains("after", "before 199");
    }
  }

  private static void putAtLast(Database database, String name) {
    for (int tries = 1; ; tries++) {
      try {
        put(database, name);
        return;
      } catch (StoreUnavailable failure) {
        if (tries == MOST_TRIES) {
          throw failure;
        }
      }
    }
  }

  private static List<String> namesAtLast(Database database) {
    for (int tries = 1; ; tries++) {
      try {
        return names(database);
      } catch (StoreUnavailable failure) {
        if (tries == MOST_TRIES) {
          throw failure;
        }
      }
    }
  }

  private static void put(Database database, String name) {
    database.change(rows ->
        rows.run(
            """
            insert into arbiter (kind, name, version, head) values ('test', ?, 1, '')
            on conflict (kind, name) do nothing\
            """,
            name));
  }

  private static List<String> names(Database database) {
    return database.read(rows ->
        rows.query("select name from arbiter where kind = 'test'", row -> row.getString(1)));
  }

  @Test
  void who_may_not_connect_is_told_so_and_the_password_is_not() {
    String name = server.newDatabase();
    var wrong = PostgresSettings.of(server.url(name), PostgresServer.USER, "no-such-secret");

    assertThatThrownBy(() -> PostgresDatabase.open(wrong))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining(server.url(name))
        .hasMessageContaining("authentication failed")
        .hasMessageNotContaining("no-such-secret");
  }

  @Test
  void a_database_that_can_not_keep_all_texts_is_refused() {
    server.run(
        "create database latin template template0 encoding 'LATIN1' locale_provider libc locale 'C'");

    assertThatThrownBy(() -> PostgresDatabase.open(FreshPostgres.settings(server, "latin")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the database keeps texts as LATIN1; make it with encoding 'UTF8'");
  }

  @Test
  void a_server_for_tests_ends_with_the_process_that_began_it_however_that_ends() throws Exception {
    ProcessHandle postgres;
    try (ChildProcess child = ChildProcess.start(ServingChild.class)) {
      postgres = ProcessHandle.of(Long.parseLong(child.saidLine())).orElseThrow();
      assertThat(postgres.isAlive()).isTrue();
      child.kill();
    }

    assertThat(postgres.onExit()).succeedsWithin(Duration.ofMinutes(1));
  }
}
