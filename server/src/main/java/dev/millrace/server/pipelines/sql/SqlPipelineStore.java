package dev.millrace.server.pipelines.sql;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.sql.AuditRows;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.Rows;
import dev.millrace.server.pipelines.Definition;
import dev.millrace.server.pipelines.PipelineCommit;
import dev.millrace.server.pipelines.PipelineEntry;
import dev.millrace.server.pipelines.PipelinePage;
import dev.millrace.server.pipelines.PipelineQuery;
import dev.millrace.server.pipelines.PipelineQuery.Cursor;
import dev.millrace.server.pipelines.PipelineStore;
import dev.millrace.server.pipelines.Version;
import dev.millrace.server.pipelines.VersionNumber;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pipelines in the database. */
public final class SqlPipelineStore implements PipelineStore {
  private final Database database;

  public SqlPipelineStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<PipelineEntry> find(PipelineId id) {
    return database.read(rows -> find(rows, id));
  }

  private static Optional<PipelineEntry> find(Rows rows, PipelineId id) throws SQLException {
    return rows.one(Statements.FIND, PipelineRows::entry, id.value());
  }

  @Override
  public Optional<PipelineEntry> findByName(ProjectId project, String name) {
    return database.read(rows -> findByName(rows, project, name));
  }

  private static Optional<PipelineEntry> findByName(Rows rows, ProjectId project, String name)
      throws SQLException {
    return rows.one(Statements.FIND_BY_NAME, PipelineRows::entry, project.value(), name);
  }

  @Override
  public Optional<Definition> definition(PipelineId id, VersionNumber number) {
    return database.read(
        rows -> rows.one(Statements.TEXT, PipelineRows::definition, id.value(), number.value()));
  }

  @Override
  public Optional<Version> version(PipelineId id, VersionNumber number) {
    return database.read(
        rows -> rows.one(Statements.VERSION, PipelineRows::version, id.value(), number.value()));
  }

  @Override
  public List<Version> versions(PipelineId id, Optional<VersionNumber> below, int most) {
    int limit = below.map(VersionNumber::value).orElse(Integer.MAX_VALUE);
    return database.read(
        rows -> rows.query(Statements.VERSIONS, PipelineRows::version, id.value(), limit, most));
  }

  @Override
  public List<VersionNumber> released(PipelineId id) {
    return database.read(rows ->
        rows.query(
            Statements.RELEASED, row -> new VersionNumber(row.getInt("number")), id.value()));
  }

  @Override
  public Committed commit(PipelineCommit commit) {
    return database.write(rows -> commit(rows, commit));
  }

  private Committed commit(Rows rows, PipelineCommit commit) throws SQLException {
    PipelineEntry next = commit.next();
    Optional<PipelineEntry> before = find(rows, next.id());
    if (before.map(PipelineEntry::revision).orElse(0L) != commit.before()) {
      return new Committed.Stale();
    }
    boolean isMore = !next.isDeleted() && before.map(PipelineEntry::isDeleted).orElse(true);
    boolean isRenamed = before.filter(was -> was.name().equals(next.name())).isEmpty();
    if (isMore || (isRenamed && !next.isDeleted())) {
      rows.run(Statements.QUEUE_FOR_NAMES, next.project().value());
      Optional<PipelineEntry> other = findByName(rows, next.project(), next.name());
      if (other.isPresent() && !other.get().id().equals(next.id())) {
        return new Committed.NameTaken(other.get().id());
      }
      if (isMore && count(rows, next.project()) >= commit.mostInProject()) {
        return new Committed.ProjectFull();
      }
    }
    if (!isWritten(rows, next, commit.before())) {
      return new Committed.Stale();
    }
    labels(rows, next, before);
    versions(rows, next.id(), commit);
    AuditRows.insert(rows, commit.audit());
    return new Committed.Done();
  }

  private static long count(Rows rows, ProjectId project) throws SQLException {
    return rows.one(Statements.COUNT, row -> row.getLong("pipelines"), project.value(), false)
        .orElseThrow();
  }

  private static boolean isWritten(Rows rows, PipelineEntry next, long before) throws SQLException {
    List<Object> values = PipelineRows.values(next);
    if (before == 0) {
      return rows.run(Statements.INSERT, values.toArray()) == 1;
    }
    values.add(before);
    return rows.run(Statements.UPDATE, values.toArray()) == 1;
  }

  private static void labels(Rows rows, PipelineEntry next, Optional<PipelineEntry> before)
      throws SQLException {
    if (next.labels().equals(before.map(PipelineEntry::labels).orElse(List.of()))) {
      return;
    }
    rows.run(Statements.DELETE_LABELS, next.id().value());
    for (String label : next.labels()) {
      rows.run(Statements.INSERT_LABEL, next.id().value(), label);
    }
  }

  private static void versions(Rows rows, PipelineId id, PipelineCommit commit)
      throws SQLException {
    for (VersionNumber number : commit.removed()) {
      remove(rows, id, number);
    }
    for (PipelineCommit.Written written : commit.written()) {
      VersionNumber number = written.version().number();
      remove(rows, id, number);
      rows.run(Statements.INSERT_VERSION, PipelineRows.values(id, written.version()));
      rows.run(Statements.INSERT_TEXT, PipelineRows.values(id, number, written.definition()));
    }
  }

  private static void remove(Rows rows, PipelineId id, VersionNumber number) throws SQLException {
    rows.run(Statements.DELETE_VERSION, id.value(), number.value());
    rows.run(Statements.DELETE_TEXT, id.value(), number.value());
  }

  @Override
  public PipelinePage list(PipelineQuery query) {
    Object[] arguments = arguments(query);
    return PipelinePage.of(
        query,
        database.read(rows -> rows.query(Statements.list(query), PipelineRows::entry, arguments)));
  }

  private static Object[] arguments(PipelineQuery query) {
    var arguments = new ArrayList<Object>(List.of(query.project().value(), query.deleted()));
    query
        .after()
        .ifPresent(place -> {
          arguments.add(
              switch (place) {
                case Cursor.ByName(var sortName, _) -> sortName;
                case Cursor.ByMoment(var moment, _) -> moment;
              });
          arguments.add(place.id().value());
        });
    if (!query.namePart().isEmpty()) {
      arguments.add("%" + escaped(PipelineEntry.folded(query.namePart())) + "%");
    }
    query.creator().ifPresent(creator -> arguments.add(creator.value()));
    query.label().ifPresent(arguments::add);
    arguments.add(query.most() + 1);
    return arguments.toArray();
  }

  private static String escaped(String part) {
    return part.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  @Override
  public List<PipelineEntry> deletedBefore(Instant moment, int most) {
    return database.read(
        rows -> rows.query(Statements.DELETED_BEFORE, PipelineRows::entry, moment, most));
  }

  @Override
  public void purge(PipelineId id) {
    var _ =
        database.write(rows -> {
          int removed = rows.run(Statements.PURGE, id.value());
          if (removed > 0) {
            rows.run(Statements.DELETE_LABELS, id.value());
            rows.run(Statements.PURGE_VERSIONS, id.value());
            rows.run(Statements.PURGE_TEXTS, id.value());
          }
          return removed;
        });
  }
}
