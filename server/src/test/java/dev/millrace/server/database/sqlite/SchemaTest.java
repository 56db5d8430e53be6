package dev.millrace.server.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.server.database.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
  private static final String FOLDER = "dev/millrace/server/database/schema-test/";
  private static final Schema FIRST =
      new Schema(new Migrations(FOLDER, List.of("all/V1__first.sql")));
  private static final Schema SECOND =
      new Schema(new Migrations(FOLDER, List.of("all/V1__first.sql", "sqlite/V2__second.sql")));

  @TempDir Path folder;

  private SqliteFile file;
  private String url;

  @BeforeEach
  void aFile() {
    file = SqliteFile.toWrite(folder.resolve("x.db"));
    url = "jdbc:sqlite:" + folder.resolve("x.db");
  }

  @Test
  void an_empty_file_gets_all_tables_at_once() throws SQLException {
    prepare(SECOND);

    assertThat(ask("select count(*) from thing where name = 'kept'")).isEqualTo(1);
    assertThat(ask("pragma user_version")).isEqualTo(2);
  }

  @Test
  void an_older_file_is_brought_up_to_date_and_keeps_its_rows() throws SQLException {
    prepare(FIRST);

    prepare(SECOND);
    prepare(SECOND);

    assertThat(ask("select count(*) from thing where name = 'kept'")).isEqualTo(1);
    assertThat(ask("pragma user_version")).isEqualTo(2);
  }

  @Test
  void a_file_that_was_brought_up_to_date_but_not_marked_is_marked() throws SQLException {
    prepare(FIRST);
    prepare(SECOND);
    try (Connection connection = file.connect()) {
      connection.createStatement().execute("pragma user_version = 1");
    }

    prepare(SECOND);

    assertThat(ask("select count(*) from thing where name = 'kept'")).isEqualTo(1);
    assertThat(ask("pragma user_version")).isEqualTo(2);
  }

  @Test
  void a_file_of_a_newer_release_is_left_alone() throws SQLException {
    prepare(SECOND);

    assertThatThrownBy(() -> prepare(FIRST))
        .isInstanceOf(SQLException.class)
        .hasMessage("its tables are of version 2, this release knows up to 1");
  }

  @Test
  void a_file_can_be_read_when_its_tables_are_those_of_this_release() throws SQLException {
    try (Connection connection = file.connect()) {
      assertThat(FIRST.isIn(connection)).isFalse();
    }
    prepare(FIRST);
    try (Connection connection = file.connect()) {
      assertThat(FIRST.isIn(connection)).isTrue();
      assertThatThrownBy(() -> SECOND.isIn(connection))
          .hasMessage("its tables are of version 1, this release reads 2");
    }
    prepare(SECOND);
    try (Connection connection = file.connect()) {
      assertThatThrownBy(() -> FIRST.isIn(connection))
          .hasMessage("its tables are of version 2, this release knows up to 1");
    }
  }

  private void prepare(Schema schema) throws SQLException {
    try (Connection connection = file.connect()) {
      schema.prepare(connection, url);
    }
  }

  private int ask(String question) throws SQLException {
    try (Connection connection = file.connect();
        ResultSet row = connection.createStatement().executeQuery(question)) {
      row.next();
      return row.getInt(1);
    }
  }
}
