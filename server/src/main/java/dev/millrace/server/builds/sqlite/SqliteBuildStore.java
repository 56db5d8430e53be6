package dev.millrace.server.builds.sqlite;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.StoreUnavailable;
import dev.millrace.server.builds.StoredBuild;
import dev.millrace.server.builds.sql.BuildReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Builds in one SQLite file. One thread writes ({@link GroupWriter}); reads have a connection of
 * their own and see what is committed. Safe from any thread.
 */
public final class SqliteBuildStore implements BuildStore {
  private final GroupWriter writer;
  private final SqliteFile file;

  private final ReentrantLock reading = new ReentrantLock();
  private Optional<Reader> reader = Optional.empty();

  private record Reader(Connection connection, BuildReader rows) {}

  /** Asks the rows. */
  private interface Question<T> {
    T ask(BuildReader rows) throws SQLException;
  }

  /**
   * Opens the file; makes it, or brings its tables up to date, where needed.
   *
   * @throws StoreUnavailable if it can't be opened
   */
  public static SqliteBuildStore open(Path database) {
    var file = new SqliteFile(database);
    try {
      file.prepare();
      return new SqliteBuildStore(file);
    } catch (SQLException failure) {
      throw file.failure("opened", failure);
    }
  }

  private SqliteBuildStore(SqliteFile file) {
    this.file = file;
    this.writer = new GroupWriter(file);
    writer.start();
  }

  @Override
  public void commit(BuildCommit commit) {
    writer.commit(commit);
  }

  @Override
  public void forget(BuildId build, List<EffectKey> performed) {
    writer.forget(build, performed);
  }

  @Override
  public Optional<StoredBuild> load(BuildId id) {
    return read(rows -> rows.load(id));
  }

  @Override
  public List<BuildId> unfinished() {
    writer.forgetNow();
    return read(BuildReader::unfinished);
  }

  @Override
  public List<BuildSummary> list(BuildQuery query) {
    return read(rows -> rows.list(query));
  }

  @Override
  public long highestNumber(String pipelineName) {
    return read(rows -> rows.highestNumber(pipelineName));
  }

  private <T> T read(Question<T> question) {
    reading.lock();
    try {
      Reader open = openReader();
      try {
        T answer = question.ask(open.rows());
        open.connection().commit();
        return answer;
      } catch (SQLException failure) {
        reader = Optional.empty();
        SqliteFile.closeQuietly(open.connection());
        throw failure;
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
      reader = Optional.of(new Reader(connection, new BuildReader(connection)));
    }
    return reader.get();
  }

  @Override
  public void close() {
    writer.close();
    reading.lock();
    try {
      reader.ifPresent(open -> SqliteFile.closeQuietly(open.connection()));
      reader = Optional.empty();
    } finally {
      reading.unlock();
    }
  }
}
