package dev.millrace.server.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.server.database.Database;
import dev.millrace.server.database.Migrations;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import dev.millrace.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresSchemaTest {
  private static final PostgresServer SERVER = PostgresServer.shared();
  private static final String COLUMNS =
      """
      select table_name || '.' || column_name from information_schema.columns
      where table_schema = 'public' and table_name <> 'flyway_schema_history' order by 1\
      """;

  private final List<String> made = new ArrayList<>();

  private PostgresSettings empty() {
    String name = SERVER.newDatabase();
    made.add(name);
    return FreshPostgres.settings(SERVER, name);
  }

  @AfterEach
  void drop() {
    made.forEach(SERVER::drop);
  }

  private static Migrations upTo(int version) {
    return new Migrations(
        Migrations.NEWEST.folder(), Migrations.NEWEST.scripts().subList(0, version));
  }

  private static List<String> asked(Database database, String question) {
    return database.read(rows -> rows.query(question, row -> row.getString(1)));
  }

  @Test
  void tables_of_each_earlier_release_are_brought_up_to_date_and_keep_their_rows() {
    List<String> newest;
    try (Database database = PostgresDatabase.open(empty())) {
      newest = asked(database, COLUMNS);
    }
    for (int version = 1; version < Migrations.NEWEST.version(); version++) {
      PostgresSettings settings = empty();
      try (Database old = PostgresDatabase.open(settings, upTo(version))) {
        assertThat(asked(old, COLUMNS)).isNotEqualTo(newest);
        old.change(rows ->
            rows.run(
                """
                insert into build (id, version, number, pipeline_name, attempt, status,
                  created_at_ns, unfinished)
                values ('kept', 1, 1, 'p', 1, 'QUEUE', 1, 1)\
                """));
      }

      try (Database now = PostgresDatabase.open(settings)) {
        assertThat(asked(now, COLUMNS)).as("from %s", version).isEqualTo(newest);
        assertThat(asked(now, "select id from build")).containsExactly("kept");
      }
    }
  }

  @Test
  void both_databases_have_the_same_tables(@TempDir Path folder) {
    try (Database postgres = PostgresDatabase.open(empty());
        Database sqlite = SqliteDatabase.open(folder.resolve("millrace.db"))) {
      List<String> ofSqlite =
          asked(
              sqlite,
              """
              select m.name || '.' || p.name from sqlite_master m, pragma_table_info(m.name) p
              where m.type = 'table'\
              """);

      assertThat(asked(postgres, COLUMNS)).containsExactlyInAnyOrderElementsOf(ofSqlite);
    }
  }

  @Test
  void every_text_is_ordered_by_its_bytes() {
    try (Database database = PostgresDatabase.open(empty())) {
      List<String> others =
          asked(
              database,
              """
              select table_name || '.' || column_name from information_schema.columns
              where table_schema = 'public' and table_name <> 'flyway_schema_history'
                and (data_type = 'character varying'
                  or data_type = 'text' and collation_name is distinct from 'C')\
              """);

      assertThat(others).isEmpty();
    }
  }

  @Test
  void servers_that_find_it_empty_at_the_same_time_make_the_tables_once() {
    PostgresSettings settings = empty();

    List<CompletableFuture<Void>> opened = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int server = 0; server < 4; server++) {
        opened.add(
            CompletableFuture.runAsync(() -> PostgresDatabase.open(settings).close(), threads));
      }
    }

    assertThat(opened).allSatisfy(one -> assertThat(one).isCompleted());
    try (Database database = PostgresDatabase.open(settings)) {
      assertThat(asked(database, "select version from flyway_schema_history"))
          .hasSize(Migrations.NEWEST.version());
    }
  }

  @Test
  void a_database_of_a_later_release_is_left_alone() {
    PostgresSettings settings = empty();
    PostgresDatabase.open(settings).close();

    assertThatThrownBy(() -> PostgresDatabase.open(settings, upTo(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "its tables are of version %d, this release knows up to 2",
            Migrations.NEWEST.version());
  }
}
