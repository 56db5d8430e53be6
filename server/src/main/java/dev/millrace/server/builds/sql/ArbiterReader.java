package dev.millrace.server.builds.sql;

import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.arbiters.ArbiterCommit.WrittenMessage;
import dev.millrace.server.builds.arbiters.ArbiterCommit.WrittenTimer;
import dev.millrace.server.builds.arbiters.ArbiterId;
import dev.millrace.server.builds.arbiters.ArbiterKind.Entry;
import dev.millrace.server.builds.arbiters.StoredArbiter;
import dev.millrace.server.database.Rows;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Makes arbiters of rows again. Belongs to one transaction. */
final class ArbiterReader {
  private final Rows rows;

  /** Prepares rows on {@code connection} as they are needed. */
  ArbiterReader(Rows rows) {
    this.rows = rows;
  }

  /** The arbiter with everything that is still to be done for it. */
  public Optional<StoredArbiter> load(ArbiterId id) throws SQLException {
    record Head(long version, String text) {}
    Optional<Head> head =
        rows
            .query(
                Sql.SELECT_ARBITER,
                row -> new Head(row.getLong("version"), row.getString("head")),
                id.kind(),
                id.name())
            .stream()
            .findFirst();
    if (head.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredArbiter(
            head.get().version(),
            head.get().text(),
            rows.query(
                Sql.SELECT_ENTRIES,
                row -> new Entry(row.getString("entry_key"), row.getString("entry")),
                id.kind(),
                id.name()),
            rows.query(
                Sql.SELECT_ARBITER_TIMERS,
                row ->
                    new WrittenTimer(
                        row.getString("timer_key"),
                        Rows.moment(row, "due_at_ns"),
                        row.getString("event")),
                id.kind(),
                id.name()),
            rows.query(
                Sql.SELECT_MESSAGES,
                row ->
                    new WrittenMessage(
                        new EffectKey(row.getLong("version"), row.getInt("position")),
                        row.getString("message")),
                id.kind(),
                id.name())));
  }

  /** Names of the arbiters of a kind that have timers or messages left, in order. */
  public List<String> busy(String kind) throws SQLException {
    return rows.query(Sql.SELECT_BUSY_ARBITERS, row -> row.getString("name"), kind, kind);
  }
}
