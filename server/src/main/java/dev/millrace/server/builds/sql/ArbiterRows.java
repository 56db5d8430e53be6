package dev.millrace.server.builds.sql;

import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.StaleVersion;
import dev.millrace.server.builds.arbiters.ArbiterCommit;
import dev.millrace.server.builds.arbiters.ArbiterId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes steps of arbiters as rows. Belongs to one connection and one thread at a time. */
public final class ArbiterRows {
  private final Statements statements;

  /** Prepares statements on {@code connection} as they are needed. */
  public ArbiterRows(Connection connection) {
    this.statements = new Statements(connection);
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
      statements.run(Sql.PUT_ENTRY, kind, name, entry.key(), entry.text());
    }
    for (String key : commit.entries().removed()) {
      statements.run(Sql.DELETE_ENTRY, kind, name, key);
    }
    for (String key : commit.timersCleared()) {
      statements.run(Sql.DELETE_ARBITER_TIMER, kind, name, key);
    }
    for (var timer : commit.timersSet()) {
      statements.run(Sql.PUT_ARBITER_TIMER, kind, name, timer.key(), timer.due(), timer.event());
    }
    for (var message : commit.messages()) {
      EffectKey key = message.key();
      statements.run(
          Sql.INSERT_MESSAGE, kind, name, key.version(), key.position(), message.message());
    }
  }

  private int writeHead(ArbiterCommit commit, String kind, String name) throws SQLException {
    return commit.expectedVersion() == 0
        ? statements.run(Sql.INSERT_ARBITER, commit.head(), commit.version(), kind, name)
        : statements.run(
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
      statements.run(Sql.DELETE_MESSAGE, id.kind(), id.name(), key.version(), key.position());
    }
  }
}
