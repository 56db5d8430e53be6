package dev.millrace.server.pipelines.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.UserId;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.Rows;
import dev.millrace.server.database.Work;
import dev.millrace.server.pipelines.PipelineChange;
import dev.millrace.server.pipelines.PipelineQuery;
import dev.millrace.server.pipelines.PipelineQuery.Cursor;
import dev.millrace.server.pipelines.PipelineQuery.Sort;
import dev.millrace.server.pipelines.PipelineStore;
import dev.millrace.server.pipelines.PipelineStoreContract;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SqlPipelineStoreTest implements PipelineStoreContract {
  private final OneConnection database = new OneConnection();
  private final List<PipelineChange> changes = new ArrayList<>();

  @Override
  public PipelineStore emptyStore() {
    return new SqlPipelineStore(database, (_, change) -> changes.add(change));
  }

  @Override
  public List<PipelineChange> changes(PipelineStore store) {
    return changes;
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void every_page_of_a_list_is_read_by_an_index() {
    for (Sort sort : Sort.values()) {
      for (boolean descending : new boolean[] {false, true}) {
        for (Optional<Cursor> after : List.of(Optional.<Cursor>empty(), Optional.of(place(sort)))) {
          var query =
              new PipelineQuery(
                  new ProjectId("acme"),
                  "part",
                  Optional.of("label"),
                  Optional.of(new UserId("ann")),
                  false,
                  sort,
                  descending,
                  after,
                  20);

          assertThat(database.plan(Statements.list(query)))
              .as("%s %s", sort, descending)
              .contains("USING INDEX pipeline_by_")
              .doesNotContain("TEMP B-TREE");
        }
      }
    }
  }

  private static Cursor place(Sort sort) {
    return Cursor.of(PipelineStoreContract.entry("p-1", "one"), sort);
  }

  /** A database in memory, as long as one connection lives. */
  private static final class OneConnection implements Database {
    private static final Pattern STATEMENT_END = Pattern.compile(";");

    private final Connection connection;
    private final Rows rows;

    OneConnection() {
      try (var script = Database.class.getResourceAsStream("schema/all/V7__pipelines.sql")) {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        rows = new Rows(connection);
        String text = new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
        for (String statement : STATEMENT_END.splitAsStream(text).toList()) {
          if (!statement.isBlank()) {
            try (var one = connection.createStatement()) {
              one.execute(statement);
            }
          }
        }
      } catch (SQLException | IOException failure) {
        throw new IllegalStateException(failure);
      }
    }

    String plan(String sql) {
      try (var statement = connection.prepareStatement("explain query plan " + sql);
          var result = statement.executeQuery()) {
        var plan = new StringBuilder();
        while (result.next()) {
          plan.append(result.getString("detail")).append('\n');
        }
        return plan.toString();
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }

    @Override
    public <T> T write(Work<T> work) {
      return read(work);
    }

    @Override
    public <T> T read(Work<T> work) {
      try {
        return work.in(rows);
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }

    @Override
    public void changeSoon(String what, Work.Change change) {
      change(change);
    }

    @Override
    public void settle() {}

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
