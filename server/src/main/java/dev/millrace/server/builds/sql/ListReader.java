package dev.millrace.server.builds.sql;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.builds.BuildFacts;
import dev.millrace.server.builds.BuildPage;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.BuildQuery.Position;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.PipelineActivity;
import dev.millrace.server.builds.TriggerKind;
import dev.millrace.server.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what lists show. Belongs to one transaction. */
final class ListReader {
  static final String SELECT_SUMMARY = "select " + ListSql.COLUMNS + " from build where id = ?";

  static final String HAS_VERSION =
      "select pipeline_version from build where pipeline_id = ? and pipeline_version = ? limit 1";

  private static final String LIVE =
      Arrays.stream(BuildStatus.values())
          .filter(status -> !status.isFinished())
          .map(status -> "'" + status + "'")
          .collect(Collectors.joining(", ", "(", ")"));

  private final Rows rows;

  ListReader(Rows rows) {
    this.rows = rows;
  }

  Optional<BuildSummary> summary(BuildId build) throws SQLException {
    return rows.one(SELECT_SUMMARY, ListReader::summary, build.value());
  }

  BuildPage list(BuildQuery query) throws SQLException {
    List<BuildSummary> found = new ArrayList<>();
    Optional<Position> end = Optional.empty();
    for (ListSql lane : ListSql.lanes(query)) {
      List<BuildSummary> page = read(lane.page(), ListReader::summary);
      found.addAll(page);
      // Of what lies behind, this lane has not said all.
      end = newer(end, endOf(lane, page, query.limit()));
    }
    found.sort(Comparator.comparing(BuildSummary::position).reversed());
    Optional<Position> known = end;
    List<BuildSummary> page =
        found.stream()
            .filter(build -> known.filter(last -> build.position().compareTo(last) < 0).isEmpty())
            .limit(query.limit())
            .toList();
    boolean full = page.size() == query.limit();
    return new BuildPage(page, full ? Optional.of(page.getLast().position()) : known);
  }

  private Optional<Position> endOf(ListSql lane, List<BuildSummary> page, int limit)
      throws SQLException {
    if (page.size() == limit) {
      return Optional.of(page.getLast().position());
    }
    return lane.mayBeShort()
        ? read(lane.lastLookedAt(), ListReader::position).stream().findFirst()
        : Optional.empty();
  }

  private static Optional<Position> newer(Optional<Position> one, Optional<Position> other) {
    return one.flatMap(first ->
            other.map(second -> first.compareTo(second) < 0 ? second : first).or(() -> one))
        .or(() -> other);
  }

  private <T> List<T> read(ListSql.Statement statement, Rows.RowReader<T> reader)
      throws SQLException {
    return rows.query(statement.sql(), reader, statement.bound());
  }

  /** In two statements, however many pipelines there are. */
  Map<PipelineId, PipelineActivity> activity(Set<PipelineId> pipelines) throws SQLException {
    if (pipelines.size() > PipelineActivity.MAX_PIPELINES) {
      throw new IllegalArgumentException(
          pipelines.size() + " pipelines, at most " + PipelineActivity.MAX_PIPELINES);
    }
    Map<PipelineId, PipelineActivity> activity = new HashMap<>();
    if (pipelines.isEmpty()) {
      return activity;
    }
    Object[] ids = padded(pipelines);
    Map<PipelineId, Integer> live = new HashMap<>();
    rows.query(
            countLive(ids.length),
            row -> Map.entry(new PipelineId(row.getString("pipeline_id")), row.getInt("live")),
            ids)
        .forEach(count -> live.put(count.getKey(), count.getValue()));
    Map<PipelineId, BuildSummary> last = new HashMap<>();
    rows.query(selectLast(ids.length), ListReader::summary, ids)
        .forEach(build -> last.put(build.facts().pipeline().orElseThrow(), build));
    for (PipelineId id : pipelines) {
      activity.put(
          id, new PipelineActivity(Optional.ofNullable(last.get(id)), live.getOrDefault(id, 0)));
    }
    return activity;
  }

  /** One look into an index for each, however many builds there are of it. */
  Set<Integer> versionsIn(PipelineId pipeline, Set<Integer> versions) throws SQLException {
    Set<Integer> found = new HashSet<>();
    for (int version : versions) {
      rows.one(HAS_VERSION, row -> row.getInt(1), pipeline.value(), version).ifPresent(found::add);
    }
    return found;
  }

  /** As many as the next power of two, so that there are few different statements. */
  private static Object[] padded(Set<PipelineId> pipelines) {
    List<Object> ids = new ArrayList<>(pipelines.stream().map(PipelineId::value).toList());
    int size = ids.size() == 1 ? 1 : Integer.highestOneBit(ids.size() - 1) * 2;
    ids.addAll(Collections.nCopies(size - ids.size(), ids.getLast()));
    return ids.toArray();
  }

  static String countLive(int pipelines) {
    return "select pipeline_id, count(*) as live from build where pipeline_id in ("
        + String.join(", ", Collections.nCopies(pipelines, "?"))
        + ") and status in "
        + LIVE
        + " group by pipeline_id";
  }

  static String selectLast(int pipelines) {
    return "with wanted (pipeline) as (values "
        + String.join(", ", Collections.nCopies(pipelines, "(?)"))
        + ") select "
        + ListSql.COLUMNS
        + " from build where id in (select (select one.id from build one"
        + " where one.pipeline_id = wanted.pipeline"
        + " order by one.created_at_ns desc, one.id desc limit 1) from wanted)";
  }

  private static BuildSummary summary(ResultSet row) throws SQLException {
    return new BuildSummary(
        new BuildId(row.getString("id")),
        row.getLong("number"),
        row.getString("pipeline_name"),
        row.getInt("attempt"),
        BuildStatus.valueOf(row.getString("status")),
        Rows.moment(row, "created_at_ns"),
        Rows.optionalMoment(row, "started_at_ns"),
        Rows.optionalMoment(row, "ended_at_ns"),
        facts(row),
        row.getString("remark"));
  }

  /** A row of a release that kept none of it says nothing but the pipeline's name. */
  private static BuildFacts facts(ResultSet row) throws SQLException {
    int version = row.getInt("pipeline_version");
    return new BuildFacts(
        said(row, "project_id").map(ProjectId::new),
        said(row, "pipeline_id").map(PipelineId::new),
        version == 0 ? OptionalInt.empty() : OptionalInt.of(version),
        said(row, "started_by"),
        said(row, "trigger_kind").map(TriggerKind::valueOf));
  }

  private static Optional<String> said(ResultSet row, String column) throws SQLException {
    return Optional.of(row.getString(column)).filter(text -> !text.isEmpty());
  }

  private static Position position(ResultSet row) throws SQLException {
    return new Position(Rows.moment(row, "created_at_ns"), new BuildId(row.getString("id")));
  }
}
