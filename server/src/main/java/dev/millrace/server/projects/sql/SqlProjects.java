package dev.millrace.server.projects.sql;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.Membership;
import dev.millrace.server.access.UserId;
import dev.millrace.server.access.sql.AuditRows;
import dev.millrace.server.access.sql.MemberRows;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.Rows;
import dev.millrace.server.projects.Project;
import dev.millrace.server.projects.ProjectLimits;
import dev.millrace.server.projects.ProjectQuery;
import dev.millrace.server.projects.ProjectStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Projects in a database, which belongs to whoever opened it. */
public final class SqlProjects implements ProjectStore {
  /** Ids asked for at once; a fixed number, so that there is one statement. */
  private static final int IDS_AT_ONCE = 50;

  private static final String SELECT =
      """
      select id, name, description, enabled, max_pipelines, created_by, created_ns, changed_ns,
        version
      from project\
      """;

  private static final String FIND = SELECT + " where id_key = ?";
  private static final String LIST =
      SELECT + " where (name_key, id_key) > (?, ?) order by name_key, id_key limit ?";
  private static final String LIST_NAMED =
      SELECT
          + " where (name_key, id_key) > (?, ?)"
          + " and (name_key like ? escape '!' or id_key like ? escape '!')"
          + " order by name_key, id_key limit ?";
  private static final String FIND_SOME =
      SELECT
          + " where id_key in ("
          + String.join(", ", Collections.nCopies(IDS_AT_ONCE, "?"))
          + ")";
  private static final String COUNT = "select count(*) from project";
  private static final String INSERT =
      """
      insert into project (id_key, id, name_key, name, description, enabled, max_pipelines,
        created_by, created_ns, changed_ns, version)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (id_key) do nothing\
      """;
  private static final String UPDATE =
      """
      update project set name_key = ?, name = ?, description = ?, enabled = ?, max_pipelines = ?,
        changed_ns = ?, version = ?
      where id_key = ? and version = ?\
      """;

  private final Database database;

  public SqlProjects(Database database) {
    this.database = database;
  }

  @Override
  public boolean create(Project project, Membership first, List<AuditEntry> audits) {
    return database.write(rows -> {
      if (!insert(rows, project)) {
        return false;
      }
      MemberRows.put(rows, first);
      for (AuditEntry audit : audits) {
        AuditRows.insert(rows, audit);
      }
      return true;
    });
  }

  private static boolean insert(Rows rows, Project project) throws SQLException {
    Project.Details details = project.details();
    return rows.run(
            INSERT,
            project.place().idKey(),
            project.id().value(),
            project.place().nameKey(),
            details.name(),
            details.description(),
            details.isEnabled(),
            details.limits().pipelines(),
            project.createdBy().value(),
            project.createdAt(),
            project.changedAt(),
            project.version())
        == 1;
  }

  @Override
  public boolean save(Project project, AuditEntry audit) {
    return database.write(rows -> {
      if (!update(rows, project)) {
        return false;
      }
      AuditRows.insert(rows, audit);
      return true;
    });
  }

  private static boolean update(Rows rows, Project project) throws SQLException {
    Project.Details details = project.details();
    return rows.run(
            UPDATE,
            project.place().nameKey(),
            details.name(),
            details.description(),
            details.isEnabled(),
            details.limits().pipelines(),
            project.changedAt(),
            project.version(),
            project.place().idKey(),
            project.version() - 1)
        == 1;
  }

  @Override
  public Optional<Project> find(ProjectId id) {
    return database.read(rows -> rows.one(FIND, SqlProjects::project, Project.keyOf(id)));
  }

  @Override
  public long count() {
    return database.read(rows -> rows.one(COUNT, row -> row.getLong(1))).orElseThrow();
  }

  @Override
  public List<Project> list(ProjectQuery query) {
    var bound = new ArrayList<Object>();
    bound.add(query.after().map(Project.Place::nameKey).orElse(""));
    bound.add(query.after().map(Project.Place::idKey).orElse(""));
    query
        .part()
        .map(SqlProjects::within)
        .ifPresent(pattern -> bound.addAll(List.of(pattern, pattern)));
    bound.add(query.limit());
    String sql = query.part().isPresent() ? LIST_NAMED : LIST;
    return database.read(rows -> rows.query(sql, SqlProjects::project, bound.toArray()));
  }

  private static String within(String text) {
    return "%" + Project.folded(text).replaceAll("[!%_]", "!$0") + "%";
  }

  @Override
  public List<Project> listOf(Set<ProjectId> some, ProjectQuery query) {
    List<String> keys = some.stream().map(Project::keyOf).distinct().toList();
    return database.read(rows -> some(rows, keys)).stream()
        .filter(query::admits)
        .sorted(Comparator.comparing(Project::place))
        .limit(query.limit())
        .toList();
  }

  private static List<Project> some(Rows rows, List<String> keys) throws SQLException {
    List<Project> found = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += IDS_AT_ONCE) {
      var asked = new ArrayList<>(keys.subList(from, Math.min(keys.size(), from + IDS_AT_ONCE)));
      while (asked.size() < IDS_AT_ONCE) {
        asked.add(asked.getFirst());
      }
      found.addAll(rows.query(FIND_SOME, SqlProjects::project, asked.toArray()));
    }
    return found;
  }

  private static Project project(ResultSet row) throws SQLException {
    return new Project(
        new ProjectId(row.getString("id")),
        new Project.Details(
            row.getString("name"),
            row.getString("description"),
            row.getBoolean("enabled"),
            new ProjectLimits(row.getInt("max_pipelines"))),
        new UserId(row.getString("created_by")),
        Rows.moment(row, "created_ns"),
        Rows.moment(row, "changed_ns"),
        row.getLong("version"));
  }
}
