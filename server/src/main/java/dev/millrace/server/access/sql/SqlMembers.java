package dev.millrace.server.access.sql;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.MemberRecords;
import dev.millrace.server.access.Membership;
import dev.millrace.server.access.Role;
import dev.millrace.server.access.UserId;
import dev.millrace.server.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Memberships as rows. */
record SqlMembers(CarryingRows rows) implements MemberRecords {
  private static Membership membership(ResultSet row) throws SQLException {
    return new Membership(
        new ProjectId(row.getString("project")),
        new UserId(row.getString("user_id")),
        Role.valueOf(row.getString("role")),
        Rows.moment(row, "since_ns"),
        Rows.optionalMoment(row, "until_ns"));
  }

  @Override
  public Optional<Membership> find(ProjectId project, UserId user) {
    return rows.one(Sql.FIND_MEMBER, SqlMembers::membership, project.value(), user.key());
  }

  @Override
  public List<Membership> in(ProjectId project, Optional<UserId> after, int limit) {
    return rows.query(
        Sql.MEMBERS_IN,
        SqlMembers::membership,
        project.value(),
        after.map(UserId::key).orElse(""),
        limit);
  }

  @Override
  public List<Membership> of(UserId user) {
    return rows.query(Sql.MEMBERS_OF, SqlMembers::membership, user.key());
  }

  @Override
  public long countIn(ProjectId project) {
    return rows.count(Sql.COUNT_MEMBERS, project.value());
  }

  @Override
  public long countLastingAdministrators(ProjectId project) {
    return rows.count(Sql.COUNT_LASTING_ADMINISTRATORS, project.value());
  }

  @Override
  public void put(Membership membership) {
    var _ =
        rows.carry(on -> {
          MemberRows.put(on, membership);
          return true;
        });
  }

  @Override
  public boolean delete(ProjectId project, UserId user) {
    return rows.run(Sql.DELETE_MEMBER, project.value(), user.key()) == 1;
  }
}
