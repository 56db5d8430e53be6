package dev.millrace.server.access.sql;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.Token;
import dev.millrace.server.access.TokenRecords;
import dev.millrace.server.access.UserId;
import dev.millrace.server.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tokens as rows. */
record SqlTokens(CarryingRows rows) implements TokenRecords {
  private static Token token(ResultSet row) throws SQLException {
    return new Token(
        row.getString("id"),
        new UserId(row.getString("user_id")),
        new Token.Terms(
            row.getString("name"),
            Rows.optionalText(row, "scopes").map(SqlTokens::scopes),
            Rows.optionalText(row, "projects").map(SqlTokens::projects),
            Rows.moment(row, "expires_ns")),
        Rows.moment(row, "created_ns"),
        Rows.optionalMoment(row, "used_ns"));
  }

  /** What a later release may do, this one doesn't know: it is left out, never widened. */
  private static Set<Permission> scopes(String text) {
    List<String> named = List.of(text.split(","));
    return Stream.of(Permission.values())
        .filter(permission -> named.contains(permission.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<ProjectId> projects(String text) {
    return Stream.of(text.split(",")).map(ProjectId::new).collect(Collectors.toUnmodifiableSet());
  }

  private static String joined(Collection<?> some) {
    return some.stream().map(Object::toString).sorted().collect(Collectors.joining(","));
  }

  @Override
  public Optional<Token> byFingerprint(String fingerprint) {
    return rows.one(Sql.TOKEN_BY_FINGERPRINT, SqlTokens::token, fingerprint);
  }

  @Override
  public Optional<Token> find(String id) {
    return rows.one(Sql.FIND_TOKEN, SqlTokens::token, id);
  }

  @Override
  public List<Token> of(UserId user) {
    return rows.query(Sql.TOKENS_OF, SqlTokens::token, user.key());
  }

  @Override
  public void insert(Token token, String fingerprint) {
    rows.run(
        Sql.INSERT_TOKEN,
        token.id(),
        fingerprint,
        token.user().key(),
        token.user().value(),
        token.terms().name(),
        token.terms().scopes().map(SqlTokens::joined),
        token.terms().projects().map(SqlTokens::joined),
        token.createdAt(),
        token.terms().expiresAt(),
        token.lastUsedAt());
  }

  @Override
  public void touch(String id, Instant usedAt) {
    rows.run(Sql.TOUCH_TOKEN, usedAt, id, usedAt);
  }

  @Override
  public boolean delete(String id) {
    return rows.run(Sql.DELETE_TOKEN, id) == 1;
  }
}
