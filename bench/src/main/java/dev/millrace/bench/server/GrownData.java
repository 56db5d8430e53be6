package dev.millrace.bench.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes a database as large as years of work make it: the rows of one pipeline and of one finished
 * build, as the server wrote them, again and again under other ids.
 */
final class GrownData {
  private static final int AT_A_TIME = 50_000;

  private GrownData() {}

  /**
   * Multiplies what is there. The builds belong to all pipelines in turn.
   *
   * @param database the file of a server that is not running, with one pipeline and one build
   */
  static void grow(Path database, int pipelines, int builds) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String table : List.of("pipeline", "pipeline_version", "pipeline_text")) {
        multiply(statement, table, 1, pipelines, ofPipeline(table));
      }
      for (int from = 1; from < builds; from += AT_A_TIME) {
        int to = Math.min(builds, from + AT_A_TIME);
        multiply(statement, "build", from, to, ofBuild(pipelines));
        for (String part :
            List.of(
                "build_definition",
                "build_variable",
                "build_stage",
                "build_job",
                "build_task",
                "build_earlier")) {
          multiply(statement, part, from, to, Map.of("build_id", "build_id || '-' || n.i"));
        }
        connection.commit();
      }
      connection.commit();
    } catch (SQLException failure) {
      throw new IllegalStateException("the data could not be made to grow", failure);
    }
  }

  private static Map<String, String> ofPipeline(String table) {
    return table.equals("pipeline")
        ? Map.of(
            "id", "id || '-' || n.i",
            "name", "name || '-' || n.i",
            "name_folded", "name_folded || '-' || n.i",
            "name_sort", "name_sort || hex('-' || n.i)",
            "changed_at_ns", "changed_at_ns - n.i * 1000000")
        : Map.of("pipeline", "pipeline || '-' || n.i");
  }

  private static Map<String, String> ofBuild(int pipelines) {
    return Map.of(
        "id", "id || '-' || n.i",
        "number", "number + n.i",
        "pipeline_id",
            "pipeline_id || case n.i % %d when 0 then '' else '-' || (n.i %% %d) end"
                .replace("%%", "%")
                .replace("%d", Integer.toString(pipelines)),
        "created_at_ns", "created_at_ns - n.i * 1000000000");
  }

  /** Rows of the first thing only, which others are made of. */
  private static void multiply(
      Statement statement, String table, int from, int to, Map<String, String> changed)
      throws SQLException {
    String key =
        table.startsWith("pipeline_") ? "pipeline" : table.contains("_") ? "build_id" : "id";
    String first =
        "(select id from "
            + (table.startsWith("pipeline") ? "pipeline" : "build")
            + " order by length(id), id limit 1)";
    List<String> columns = columns(statement, table);
    List<String> values = columns.stream().map(name -> changed.getOrDefault(name, name)).toList();
    var _ =
        statement.executeUpdate(
            "with recursive n(i) as (select %d union all select i + 1 from n where i + 1 < %d)"
                    .formatted(from, to)
                + " insert into "
                + table
                + " ("
                + String.join(", ", columns)
                + ") select "
                + String.join(", ", values)
                + " from "
                + table
                + ", n where "
                + table
                + "."
                + key
                + " = "
                + first);
  }

  private static List<String> columns(Statement statement, String table) throws SQLException {
    var names = new ArrayList<String>();
    try (ResultSet rows = statement.executeQuery("pragma table_info(" + table + ")")) {
      while (rows.next()) {
        names.add(rows.getString("name"));
      }
    }
    return names;
  }
}
