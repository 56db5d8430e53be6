package dev.millrace.server.access.sql;

import dev.millrace.server.access.Membership;
import dev.millrace.server.database.Rows;
import java.sql.SQLException;

/** Memberships, for works of other rooms. */
public final class MemberRows {
  private MemberRows() {}

  /** Makes somebody a member, in place of what they were; whoever commits tells the doors. */
  public static void put(Rows rows, Membership membership) throws SQLException {
    rows.run(
        Sql.PUT_MEMBER,
        membership.project().value(),
        membership.user().key(),
        membership.user().value(),
        membership.role().name(),
        membership.since(),
        membership.until());
  }
}
