package dev.millrace.server.builds.sql;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.why.Place;
import dev.millrace.server.builds.EarlierExecution;
import dev.millrace.server.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What ran before and was run again since. Belongs to one transaction. */
final class EarlierRows {
  private static final String INSERT =
      """
      insert into build_earlier (level, job_id, part_id, build_id, attempt, retry, status,
        prepared_at_ns, started_at_ns, ended_at_ns, failure)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (build_id, attempt, retry, level, job_id, part_id) do nothing\
      """;
  private static final String SELECT =
      """
      select * from build_earlier where build_id = ?
      order by attempt desc, retry desc, level, job_id, part_id limit ?\
      """;

  private final Rows rows;

  private record Key(String level, String job, String part) {
    static Key of(Place place) {
      return switch (place) {
        case Place.OfBuild() -> new Key("build", "", "");
        case Place.OfStage(var stage) -> new Key("stage", "", stage.value());
        case Place.OfJob(var job) -> new Key("job", job.value(), "");
        case Place.OfTask(var job, var task) -> new Key("task", job.value(), task.value());
      };
    }

    Place place() {
      return switch (level) {
        case "build" -> new Place.OfBuild();
        case "stage" -> new Place.OfStage(new StageId(part));
        case "job" -> new Place.OfJob(new JobId(job));
        case "task" -> new Place.OfTask(new JobId(job), new TaskId(part));
        default -> throw new IllegalStateException("no part of a build is written as " + level);
      };
    }
  }

  EarlierRows(Rows rows) {
    this.rows = rows;
  }

  void write(BuildId build, List<EarlierExecution> replaced) throws SQLException {
    for (EarlierExecution one : replaced) {
      Key key = Key.of(one.place());
      rows.run(
          INSERT,
          key.level(),
          key.job(),
          key.part(),
          build.value(),
          one.attempt(),
          one.retry(),
          one.status(),
          one.preparedAt(),
          one.startedAt(),
          one.endedAt(),
          one.failure().map(EventText::write));
    }
  }

  List<EarlierExecution> of(BuildId build) throws SQLException {
    return rows.query(SELECT, EarlierRows::execution, build.value(), EarlierExecution.MAX_SHOWN);
  }

  private static EarlierExecution execution(ResultSet row) throws SQLException {
    var key = new Key(row.getString("level"), row.getString("job_id"), row.getString("part_id"));
    return new EarlierExecution(
        key.place(),
        row.getInt("attempt"),
        row.getInt("retry"),
        row.getString("status"),
        Rows.optionalMoment(row, "prepared_at_ns"),
        Rows.optionalMoment(row, "started_at_ns"),
        Rows.optionalMoment(row, "ended_at_ns"),
        Rows.optionalText(row, "failure").map(EventText::failure));
  }
}
