package dev.millrace.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The statements of one connection, prepared when first used and found by their text, which is why
 * a text never holds a value. One thread at a time; closed with the connection.
 */
public final class Rows {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /** Reads one row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** For a database, which begins and ends its transactions. */
  public Rows(Connection connection) {
    this.connection = connection;
  }

  /**
   * Runs a statement that changes rows.
   *
   * @param arguments texts, in which U+0000 becomes U+FFFD; numbers, booleans, {@link Instant}s; an
   *     empty {@link Optional} is null
   * @return how many rows it changed
   */
  public int run(String sql, Object... arguments) throws SQLException {
    PreparedStatement statement = bound(sql, arguments);
    return statement.executeUpdate();
  }

  /** Rows in the order of the statement. */
  public <T> List<T> query(String sql, RowReader<T> reader, Object... arguments)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet result = bound(sql, arguments).executeQuery()) {
      while (result.next()) {
        rows.add(reader.read(result));
      }
    }
    return rows;
  }

  /** The first row, where there is one. */
  public <T> Optional<T> one(String sql, RowReader<T> reader, Object... arguments)
      throws SQLException {
    return query(sql, reader, arguments).stream().findFirst();
  }

  /** Prepares statements that will be used soon. */
  public void prepare(String... soon) throws SQLException {
    for (String sql : soon) {
      var _ = prepared(sql);
    }
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  private PreparedStatement bound(String sql, Object... arguments) throws SQLException {
    PreparedStatement statement = prepared(sql);
    for (int position = 1; position <= arguments.length; position++) {
      bind(statement, position, arguments[position - 1]);
    }
    return statement;
  }

  private static void bind(PreparedStatement statement, int position, Object argument)
      throws SQLException {
    switch (argument) {
      case String text -> statement.setString(position, kept(text));
      case Long number -> statement.setLong(position, number);
      case Integer number -> statement.setInt(position, number);
      case Boolean flag -> statement.setBoolean(position, flag);
      case Instant moment -> statement.setLong(position, nanos(moment));
      case Optional<?> value when value.isPresent() -> bind(statement, position, value.get());
      case Optional<?> _ -> statement.setNull(position, Types.NULL);
      default -> throw new IllegalArgumentException("can't bind " + argument.getClass());
    }
  }

  /**
   * PostgreSQL can't keep a U+0000, so no database does: it becomes U+FFFD, as in HTML (13.2.5) and
   * CommonMark (2.3). A script may well print one, and nothing it prints stops its build.
   */
  private static String kept(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  /** Exact from 1678 to 2262, which a clock of ours does not leave. */
  public static long nanos(Instant moment) {
    return Math.addExact(
        Math.multiplyExact(moment.getEpochSecond(), 1_000_000_000L), moment.getNano());
  }

  /** The column of a row that has a moment there. */
  public static Instant moment(ResultSet row, String column) throws SQLException {
    return moment(row.getLong(column));
  }

  /** A moment, or empty where the column is null. */
  public static Optional<Instant> optionalMoment(ResultSet row, String column) throws SQLException {
    long nanos = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(moment(nanos));
  }

  private static Instant moment(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  /** A text, or empty where the column is null. */
  @SuppressWarnings("NullAway") // JDBC answers null for null
  public static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
