package dev.millrace.server.builds.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The statements of one connection, prepared when first used. One thread at a time; closed with the
 * connection.
 */
final class Statements {
  private final Connection connection;
  private final Map<Sql, PreparedStatement> prepared = new EnumMap<>(Sql.class);

  /** Reads one row. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  Statements(Connection connection) {
    this.connection = connection;
  }

  /**
   * Runs a statement that changes rows.
   *
   * @param arguments texts, numbers, booleans, {@link Instant}s; an empty {@link Optional} is null
   * @return how many rows it changed
   */
  int run(Sql sql, Object... arguments) throws SQLException {
    PreparedStatement statement = bound(sql, arguments);
    return statement.executeUpdate();
  }

  <T> List<T> query(Sql sql, RowReader<T> reader, Object... arguments) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet result = bound(sql, arguments).executeQuery()) {
      while (result.next()) {
        rows.add(reader.read(result));
      }
    }
    return rows;
  }

  /** Prepares statements that will be used soon. */
  void prepare(Sql... soon) throws SQLException {
    for (Sql sql : soon) {
      var _ = prepared(sql);
    }
  }

  private PreparedStatement prepared(Sql sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql.text());
      prepared.put(sql, statement);
    }
    return statement;
  }

  private PreparedStatement bound(Sql sql, Object... arguments) throws SQLException {
    PreparedStatement statement = prepared(sql);
    for (int position = 1; position <= arguments.length; position++) {
      bind(statement, position, arguments[position - 1]);
    }
    return statement;
  }

  private static void bind(PreparedStatement statement, int position, Object argument)
      throws SQLException {
    switch (argument) {
      case String text -> statement.setString(position, text);
      case Long number -> statement.setLong(position, number);
      case Integer number -> statement.setInt(position, number);
      case Boolean flag -> statement.setBoolean(position, flag);
      case Instant moment -> statement.setLong(position, nanos(moment));
      case Optional<?> value when value.isPresent() -> bind(statement, position, value.get());
      case Optional<?> _ -> statement.setNull(position, Types.NULL);
      default -> throw new IllegalArgumentException("can't bind " + argument.getClass());
    }
  }

  /** Exact from 1678 to 2262, which a clock of ours does not leave. */
  static long nanos(Instant moment) {
    return Math.addExact(
        Math.multiplyExact(moment.getEpochSecond(), 1_000_000_000L), moment.getNano());
  }

  static Instant moment(ResultSet row, String column) throws SQLException {
    return moment(row.getLong(column));
  }

  static Optional<Instant> optionalMoment(ResultSet row, String column) throws SQLException {
    long nanos = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(moment(nanos));
  }

  private static Instant moment(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  /** A text, or empty where the column is null. */
  @SuppressWarnings("NullAway") // JDBC answers null for null
  static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
