package dev.millrace.server.builds.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.Samples;
import dev.millrace.server.builds.StoredBuilds;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.Migrations;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlStoredRecordsTest {
  private static final Pattern ADDED_COLUMN =
      Pattern.compile("alter table (\\w+) add column (\\w+)");

  private static final Pattern CREATED_TABLE = Pattern.compile("create table (\\w+)");
  private static final Pattern CREATED_INDEX = Pattern.compile("create (?:unique )?index (\\w+)");

  private static final Build BUILD = Samples.queued("b-1");

  @TempDir Path folder;

  private Path database() {
    return folder.resolve("builds.db");
  }

  @Test
  void who_only_reads_sees_each_commit() {
    try (BuildStore store = new SqlBuildStore(SqliteDatabase.open(database()));
        StoredBuilds read =
            SqliteDatabase.openToRead(database()).map(SqlStoredRecords::new).orElseThrow()) {
      assertThat(read.load(BUILD.id())).isEmpty();

      store.commit(BuildCommit.ofNew(BUILD));

      assertThat(read.load(BUILD.id())).isEqualTo(store.load(BUILD.id())).isPresent();
      assertThat(read.unfinished()).containsExactly(BUILD.id());
      assertThat(read.list(BuildQuery.newest(10)).builds())
          .extracting(BuildSummary::id)
          .containsExactly(BUILD.id());
      assertThat(read.highestNumber(BUILD.pipeline().name())).isEqualTo(BUILD.number());
    }
  }

  @Test
  void what_a_closed_store_left_is_read() {
    try (BuildStore store = new SqlBuildStore(SqliteDatabase.open(database()))) {
      store.commit(BuildCommit.ofNew(BUILD));
    }

    try (StoredBuilds read =
        SqliteDatabase.openToRead(database()).map(SqlStoredRecords::new).orElseThrow()) {
      assertThat(read.load(BUILD.id())).isPresent();
    }
  }

  @Test
  void tables_of_the_first_release_are_brought_up_to_date_and_read()
      throws SQLException, IOException {
    try (BuildStore store = new SqlBuildStore(SqliteDatabase.open(database()))) {
      store.commit(BuildCommit.ofNew(BUILD));
    }
    asTheFirstReleaseLeftIt();

    try (StoredBuilds read =
        SqliteDatabase.openToRead(database()).map(SqlStoredRecords::new).orElseThrow()) {
      Build build = read.load(BUILD.id()).orElseThrow().build();
      assertThat(build.stages()).isEqualTo(BUILD.stages());
      assertThat(build.start().parameters()).isEmpty();
    }
  }

  private void asTheFirstReleaseLeftIt() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
        Statement statement = connection.createStatement()) {
      for (MatchResult created : CREATED_INDEX.matcher(laterScripts()).results().toList()) {
        statement.execute("drop index " + created.group(1));
      }
      for (MatchResult added : ADDED_COLUMN.matcher(laterScripts()).results().toList()) {
        statement.execute("alter table " + added.group(1) + " drop column " + added.group(2));
      }
      for (MatchResult created : CREATED_TABLE.matcher(laterScripts()).results().toList()) {
        statement.execute("drop table " + created.group(1));
      }
      statement.execute("pragma user_version = 1");
    }
  }

  private static String laterScripts() throws IOException {
    var scripts = new StringBuilder();
    for (String name : Migrations.NEWEST.scripts().subList(1, Migrations.NEWEST.scripts().size())) {
      String path = "/dev/millrace/server/database/schema/" + name;
      try (InputStream in = SqlStoredRecordsTest.class.getResourceAsStream(path)) {
        scripts.append(
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return scripts.toString();
  }

  @Test
  void where_no_store_was_opened_there_is_nothing_and_nothing_is_made() throws IOException {
    assertThat(SqliteDatabase.openToRead(database()).map(SqlStoredRecords::new)).isEmpty();
    assertThat(folder).isEmptyDirectory();

    Files.createFile(database());
    assertThat(SqliteDatabase.openToRead(database()).map(SqlStoredRecords::new)).isEmpty();
    assertThat(database()).isEmptyFile();
  }

  @Test
  void a_database_opened_to_read_writes_nothing() {
    SqliteDatabase.open(database()).close();

    try (Database read = SqliteDatabase.openToRead(database()).orElseThrow()) {
      assertThatThrownBy(() -> read.read(rows -> rows.run("delete from build")))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("readonly");
      assertThatThrownBy(() -> read.write(rows -> rows.run("delete from build")))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void a_closed_store_answers_nothing() {
    BuildStore store = new SqlBuildStore(SqliteDatabase.open(database()));
    store.commit(BuildCommit.ofNew(BUILD));
    store.close();

    assertThatThrownBy(() -> store.load(BUILD.id()))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessage("the store is closed");
    assertThatThrownBy(store::unfinished).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void a_row_that_could_not_be_read_is_read_as_it_is_later() throws SQLException {
    try (BuildStore store = new SqlBuildStore(SqliteDatabase.open(database()))) {
      store.commit(BuildCommit.ofNew(BUILD));
      change("update build set status = 'NONSENSE'");
      assertThatThrownBy(() -> store.load(BUILD.id()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("NONSENSE");

      change("update build set status = 'FAILED'");

      assertThat(store.load(BUILD.id()).orElseThrow().build().status())
          .isEqualTo(BuildStatus.FAILED);
    }
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }
}
