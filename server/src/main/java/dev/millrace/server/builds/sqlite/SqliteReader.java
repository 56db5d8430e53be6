package dev.millrace.server.builds.sqlite;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.StoreUnavailable;
import dev.millrace.server.builds.StoredBuild;
import dev.millrace.server.builds.arbiters.ArbiterId;
import dev.millrace.server.builds.arbiters.StoredArbiter;
import dev.millrace.server.builds.sql.ArbiterReader;
import dev.millrace.server.builds.sql.BuildReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Reads builds over a connection of its own, one question at a time. Safe from any thread. */
final class SqliteReader implements StoredRecords {
  private final SqliteFile file;

  private final ReentrantLock reading = new ReentrantLock();
  private Optional<Reader> reader = Optional.empty();
  private boolean closed;

  private record Reader(Connection connection, BuildReader rows, ArbiterReader arbiters) {}

  /** Asks the rows. */
  private interface Question<T> {
    T ask(Reader rows) throws SQLException;
  }

  SqliteReader(SqliteFile file) {
    this.file = file;
  }

  @Override
  public Optional<StoredBuild> load(BuildId id) {
    return read(open -> open.rows().load(id));
  }

  @Override
  public List<BuildId> unfinished() {
    return read(open -> open.rows().unfinished());
  }

  @Override
  public List<BuildSummary> list(BuildQuery query) {
    return read(open -> open.rows().list(query));
  }

  @Override
  public long highestNumber(String pipelineName) {
    return read(open -> open.rows().highestNumber(pipelineName));
  }

  @Override
  public Optional<StoredArbiter> load(ArbiterId id) {
    return read(open -> open.arbiters().load(id));
  }

  List<String> busy(String kind) {
    return read(open -> open.arbiters().busy(kind));
  }

  private <T> T read(Question<T> question) {
    reading.lock();
    try {
      if (closed) {
        throw new StoreUnavailable("the store is closed", new IllegalStateException("closed"));
      }
      Reader open = openReader();
      boolean answered = false;
      try {
        T answer = question.ask(open);
        open.connection().commit();
        answered = true;
        return answer;
      } finally {
        if (!answered) {
          // Its transaction would go on seeing what was there when it began.
          letGo();
        }
      }
    } catch (SQLException failure) {
      throw file.failure("read", failure);
    } finally {
      reading.unlock();
    }
  }

  private Reader openReader() throws SQLException {
    if (reader.isEmpty()) {
      Connection connection = file.connect();
      // One transaction per question, so that the rows of a build belong together.
      connection.setAutoCommit(false);
      reader =
          Optional.of(
              new Reader(connection, new BuildReader(connection), new ArbiterReader(connection)));
    }
    return reader.get();
  }

  private void letGo() {
    reader.ifPresent(open -> SqliteFile.closeQuietly(open.connection()));
    reader = Optional.empty();
  }

  @Override
  public void close() {
    reading.lock();
    try {
      closed = true;
      letGo();
    } finally {
      reading.unlock();
    }
  }
}
