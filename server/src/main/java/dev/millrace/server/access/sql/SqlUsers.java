package dev.millrace.server.access.sql;

import dev.millrace.server.access.Failures;
import dev.millrace.server.access.User;
import dev.millrace.server.access.UserId;
import dev.millrace.server.access.UserRecords;
import dev.millrace.server.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Users as rows. */
record SqlUsers(CarryingRows rows) implements UserRecords {
  private static User user(ResultSet row) throws SQLException {
    return new User(
        new UserId(row.getString("user_id")),
        new User.Details(
            row.getString("display_name"),
            Rows.optionalText(row, "email"),
            row.getBoolean("administrator"),
            row.getBoolean("disabled")),
        Rows.moment(row, "created_ns"),
        Rows.moment(row, "changed_ns"),
        row.getLong("version"));
  }

  @Override
  public Optional<User> find(UserId id) {
    return rows.one(Sql.FIND_USER, SqlUsers::user, id.key());
  }

  @Override
  public boolean insert(User user) {
    User.Details details = user.details();
    return rows.run(
            Sql.INSERT_USER,
            user.id().key(),
            user.id().value(),
            details.name(),
            details.email(),
            details.isAdministrator(),
            details.isDisabled(),
            user.createdAt(),
            user.changedAt(),
            user.version())
        == 1;
  }

  @Override
  public boolean update(User user) {
    User.Details details = user.details();
    return rows.run(
            Sql.UPDATE_USER,
            details.name(),
            details.email(),
            details.isAdministrator(),
            details.isDisabled(),
            user.changedAt(),
            user.version(),
            user.id().key(),
            user.version() - 1)
        == 1;
  }

  @Override
  public List<User> list(Optional<UserId> after, int limit) {
    return rows.query(Sql.LIST_USERS, SqlUsers::user, after.map(UserId::key).orElse(""), limit);
  }

  @Override
  public long count() {
    return rows.count(Sql.COUNT_USERS);
  }

  @Override
  public long countActingAdministrators() {
    return rows.count(Sql.COUNT_ADMINISTRATORS);
  }

  @Override
  public Optional<String> passwordOf(UserId user) {
    return rows.one(Sql.FIND_PASSWORD, row -> row.getString(1), user.key());
  }

  @Override
  public void setPassword(UserId user, String hash) {
    rows.run(Sql.SET_PASSWORD, hash, user.key());
  }

  @Override
  public Optional<Failures> failuresOf(UserId user) {
    return rows.one(
        Sql.FIND_FAILURES,
        row -> new Failures(row.getInt("failures"), Rows.moment(row, "failed_ns")),
        user.key());
  }

  @Override
  public void setFailures(UserId user, Failures failures) {
    rows.run(Sql.SET_FAILURES, failures.count(), failures.lastAt(), user.key(), failures.lastAt());
  }

  @Override
  public void clearFailures(UserId user) {
    rows.run(Sql.CLEAR_FAILURES, user.key());
  }

  @Override
  public Optional<String> setupCode() {
    return rows.one(Sql.FIND_SETUP, row -> row.getString(1));
  }

  @Override
  public void setSetupCode(String fingerprint) {
    rows.run(Sql.SET_SETUP, fingerprint);
  }

  @Override
  public boolean deleteSetupCode() {
    return rows.run(Sql.DELETE_SETUP) > 0;
  }
}
