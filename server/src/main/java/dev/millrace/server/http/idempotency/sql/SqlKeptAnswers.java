package dev.millrace.server.http.idempotency.sql;

import dev.millrace.server.database.Database;
import dev.millrace.server.database.Rows;
import dev.millrace.server.http.idempotency.KeptAnswers;
import dev.millrace.server.http.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps answers in the table {@code http_kept_answer}. */
public final class SqlKeptAnswers implements KeptAnswers {
  private static final String FIND =
      """
      select fingerprint, status, headers, body, at_ns from http_kept_answer
      where user_key = ? and key_text = ?\
      """;
  private static final String KEEP =
      """
      insert into http_kept_answer (user_key, key_text, fingerprint, status, headers, body, at_ns)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict (user_key, key_text) do update set fingerprint = excluded.fingerprint,
        status = excluded.status, headers = excluded.headers, body = excluded.body,
        at_ns = excluded.at_ns
      where http_kept_answer.at_ns <= ?\
      """;
  private static final String DELETE_BEFORE = "delete from http_kept_answer where at_ns < ?";

  private final Database database;

  public SqlKeptAnswers(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Kept> find(Key key) {
    return database.read(
        rows -> rows.one(FIND, SqlKeptAnswers::kept, key.user().key(), key.text()));
  }

  private static Kept kept(ResultSet row) throws SQLException {
    var headers = new LinkedHashMap<String, String>();
    Map<?, ?> said = Json.ours(row.getString("headers"), Map.class);
    said.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
    return new Kept(
        row.getString("fingerprint"),
        row.getInt("status"),
        headers,
        row.getString("body"),
        Rows.moment(row, "at_ns"));
  }

  @Override
  public void keep(Key key, Kept kept) {
    database.change(rows -> {
      var _ =
          rows.run(
              KEEP,
              key.user().key(),
              key.text(),
              kept.fingerprint(),
              kept.status(),
              Json.written(kept.headers()),
              kept.body(),
              kept.at(),
              kept.at().minus(LIFE));
    });
  }

  @Override
  public int deleteBefore(Instant moment) {
    return database.write(rows -> rows.run(DELETE_BEFORE, moment));
  }
}
