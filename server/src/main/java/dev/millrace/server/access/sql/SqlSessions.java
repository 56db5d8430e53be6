package dev.millrace.server.access.sql;

import dev.millrace.server.access.Session;
import dev.millrace.server.access.SessionRecords;
import dev.millrace.server.access.UserId;
import dev.millrace.server.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions as rows. */
record SqlSessions(CarryingRows rows) implements SessionRecords {
  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getString("id"),
        new UserId(row.getString("user_id")),
        Rows.optionalText(row, "address"),
        Rows.optionalText(row, "client"),
        Rows.moment(row, "began_ns"),
        Rows.moment(row, "ends_ns"),
        Duration.ofNanos(row.getLong("idle_life_ns")),
        Rows.moment(row, "seen_ns"));
  }

  @Override
  public Optional<Session> byFingerprint(String fingerprint) {
    return rows.one(Sql.SESSION_BY_FINGERPRINT, SqlSessions::session, fingerprint);
  }

  @Override
  public Optional<Session> find(String id) {
    return rows.one(Sql.FIND_SESSION, SqlSessions::session, id);
  }

  @Override
  public List<Session> of(UserId user) {
    return rows.query(Sql.SESSIONS_OF, SqlSessions::session, user.key());
  }

  @Override
  public void insert(Session session, String fingerprint) {
    rows.run(
        Sql.INSERT_SESSION,
        session.id(),
        fingerprint,
        session.user().key(),
        session.user().value(),
        session.address(),
        session.client(),
        session.beganAt(),
        session.endsAt(),
        session.idleLife().toNanos(),
        session.lastSeenAt());
  }

  @Override
  public void touch(String id, Instant seenAt) {
    rows.run(Sql.TOUCH_SESSION, seenAt, id, seenAt);
  }

  @Override
  public boolean delete(String id) {
    return rows.run(Sql.DELETE_SESSION, id) == 1;
  }

  @Override
  public int deleteEnded(Instant now) {
    return rows.run(Sql.DELETE_ENDED_SESSIONS, now, now);
  }
}
