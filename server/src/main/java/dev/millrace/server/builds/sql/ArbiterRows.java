package dev.millrace.server.builds.sql;

import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.StaleVersion;
import dev.millrace.server.builds.arbiters.ArbiterCommit;
import dev.millrace.server.builds.arbiters.ArbiterId;
import dev.millrace.server.database.Rows;
import java.sql.SQLException;
import java.util.List;

/** Writes steps of arbiters as rows. Belongs to one transaction. */
final class ArbiterRows {
  private final Rows rows;

  /** Prepares rows on {@code connection} as they are needed. */
  ArbiterRows(Rows rows) {
    this.rows = rows;
  }

  /**
   * Writes one step.
   *
   * @throws StaleVersion if the arbiter is at another version; nothing was written then
   */
  public void write(ArbiterCommit commit) throws SQLException {
    String kind = commit.id().kind();
    String name = commit.id().name();
    if (writeHead(commit, kind, name) == 0) {
      throw new StaleVersion(commit.id().toString(), commit.expectedVersion());
    }
    for (var entry : commit.entries().put()) {
      rows.run(Sql.PUT_ENTRY, kind, name, entry.key(), entry.text());
    }
    for (String key : commit.entries().removed()) {
      rows.run(Sql.DELETE_ENTRY, kind, name, key);
    }
    for (String key : commit.timersCleared()) {
      rows.run(Sql.DELETE_ARBITER_TIMER, kind, name, key);
    }
    for (var timer : commit.timersSet()) {
      rows.run(Sql.PUT_ARBITER_TIMER, kind, name, timer.key(), timer.due(), timer.event());
    }
    for (var message : commit.messages()) {
      EffectKey key = message.key();
      rows.run(Sql.INSERT_MESSAGE, kind, name, key.version(), key.position(), message.message());
    }
  }

  private int writeHead(ArbiterCommit commit, String kind, String name) throws SQLException {
    return commit.expectedVersion() == 0
        ? rows.run(Sql.INSERT_ARBITER, commit.head(), commit.version(), kind, name)
        : rows.run(
            Sql.UPDATE_ARBITER,
            commit.head(),
            commit.version(),
            kind,
            name,
            commit.expectedVersion());
  }

  /** Forgets messages that were delivered. */
  public void forget(ArbiterId id, List<EffectKey> delivered) throws SQLException {
    for (EffectKey key : delivered) {
      rows.run(Sql.DELETE_MESSAGE, id.kind(), id.name(), key.version(), key.position());
    }
  }
}
