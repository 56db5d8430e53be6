package dev.millrace.server.access.sql;

import dev.millrace.server.access.AccessRecords;
import dev.millrace.server.access.AuditRecords;
import dev.millrace.server.access.MemberRecords;
import dev.millrace.server.access.SessionRecords;
import dev.millrace.server.access.TokenRecords;
import dev.millrace.server.access.UserRecords;

/** One transaction. */
record SqlRecords(CarryingRows rows) implements AccessRecords {
  @Override
  public UserRecords users() {
    return new SqlUsers(rows);
  }

  @Override
  public SessionRecords sessions() {
    return new SqlSessions(rows);
  }

  @Override
  public TokenRecords tokens() {
    return new SqlTokens(rows);
  }

  @Override
  public MemberRecords members() {
    return new SqlMembers(rows);
  }

  @Override
  public AuditRecords audits() {
    return new SqlAudits(rows);
  }

  /** A row that has been written is locked until the end, where transactions run side by side. */
  @Override
  public void queueFor(String name) {
    rows.run(Sql.QUEUE, name);
  }
}
