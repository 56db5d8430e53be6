package dev.millrace.server.access.sql;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.AuditFilter;
import dev.millrace.server.access.AuditRecord;
import dev.millrace.server.access.UserId;
import dev.millrace.server.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Audits, for works of any room: inserted in the transaction of the change they tell of, so that
 * neither is there without the other.
 */
public final class AuditRows {
  private static final String SELECT =
      """
      select at_ns, id, user_id, via, address, request, verb, kind, thing, project, was, became
      from audit where (at_ns, id) < (?, ?) and at_ns >= ? and at_ns < ?\
      """;

  private static final String NEWEST_FIRST = " order by at_ns desc, id desc limit ?";

  private AuditRows() {}

  /** Adds an entry. */
  public static void insert(Rows rows, AuditEntry entry) throws SQLException {
    AuditRecord audit = AuditRecord.of(entry, UUID.randomUUID().toString());
    rows.run(
        Sql.INSERT_AUDIT,
        audit.place().at(),
        audit.place().id(),
        audit.user().map(UserId::value),
        audit.via(),
        audit.address(),
        audit.request(),
        audit.verb(),
        audit.thing().kind(),
        audit.thing().id(),
        audit.project().map(ProjectId::value),
        audit.before(),
        audit.after());
  }

  /** Put together from eight pieces at most, so that each kind of filter finds its index. */
  static List<AuditRecord> list(
      Rows rows, AuditFilter filter, Optional<AuditRecord.Place> before, int limit)
      throws SQLException {
    var sql = new StringBuilder(SELECT);
    var arguments = new ArrayList<Object>();
    arguments.add(before.map(place -> Rows.nanos(place.at())).orElse(Long.MAX_VALUE));
    arguments.add(before.map(AuditRecord.Place::id).orElse(""));
    arguments.add(filter.since().map(Rows::nanos).orElse(Long.MIN_VALUE));
    arguments.add(filter.until().map(Rows::nanos).orElse(Long.MAX_VALUE));
    filter
        .project()
        .ifPresent(project -> {
          sql.append(" and project = ?");
          arguments.add(project.value());
        });
    filter
        .user()
        .ifPresent(user -> {
          sql.append(" and user_id = ?");
          arguments.add(user.value());
        });
    filter
        .kind()
        .ifPresent(kind -> {
          sql.append(" and kind = ?");
          arguments.add(kind);
        });
    arguments.add(limit);
    return rows.query(sql.append(NEWEST_FIRST).toString(), AuditRows::audit, arguments.toArray());
  }

  private static AuditRecord audit(ResultSet row) throws SQLException {
    return new AuditRecord(
        place(row),
        Rows.optionalText(row, "user_id").map(UserId::new),
        Rows.optionalText(row, "via"),
        Rows.optionalText(row, "address"),
        Rows.optionalText(row, "request"),
        row.getString("verb"),
        new AuditEntry.Thing(row.getString("kind"), row.getString("thing")),
        Rows.optionalText(row, "project").map(ProjectId::new),
        Rows.optionalText(row, "was"),
        Rows.optionalText(row, "became"));
  }

  static AuditRecord.Place place(ResultSet row) throws SQLException {
    Instant at = Rows.moment(row, "at_ns");
    return new AuditRecord.Place(at, row.getString("id"));
  }
}
