package dev.millrace.server.builds.sqlite;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.StoreUnavailable;
import dev.millrace.server.builds.StoredBuild;
import dev.millrace.server.builds.arbiters.ArbiterId;
import dev.millrace.server.builds.arbiters.ArbiterStore;
import dev.millrace.server.builds.arbiters.JointCommit;
import dev.millrace.server.builds.arbiters.StoredArbiter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Builds and arbiters in one SQLite file. One thread writes ({@link GroupWriter}); reads have a
 * connection of their own and see what is committed. Safe from any thread.
 */
public final class SqliteBuildStore implements BuildStore, ArbiterStore {
  private final GroupWriter writer;
  private final SqliteReader reader;

  /**
   * Opens the file; makes it, or brings its tables up to date, where needed.
   *
   * @throws StoreUnavailable if it can't be opened
   */
  public static SqliteBuildStore open(Path database) {
    var file = SqliteFile.toWrite(database);
    try {
      file.prepare();
      return new SqliteBuildStore(file);
    } catch (SQLException failure) {
      throw file.failure("opened", failure);
    }
  }

  /**
   * Reads the builds in a file, also while a process writes it: holds up no commit and changes
   * nothing stored, but brings tables of an earlier release up to date. Empty where no store was
   * ever opened.
   *
   * @throws StoreUnavailable if it can't be read, such as one of a later release
   */
  public static Optional<StoredRecords> openToRead(Path database) {
    if (!Files.exists(database)) {
      return Optional.empty();
    }
    var file = SqliteFile.toRead(database);
    try {
      return file.hasTables() ? Optional.of(new SqliteReader(file)) : Optional.empty();
    } catch (SQLException failure) {
      throw file.failure("read", failure);
    }
  }

  private SqliteBuildStore(SqliteFile file) {
    this.reader = new SqliteReader(file);
    this.writer = new GroupWriter(file);
    writer.start();
  }

  @Override
  public void commit(BuildCommit commit) {
    writer.commit(new JointCommit(List.of(), Optional.of(commit)));
  }

  @Override
  public void commit(JointCommit commit) {
    writer.commit(commit);
  }

  @Override
  public Optional<StoredArbiter> load(ArbiterId id) {
    return reader.load(id);
  }

  @Override
  public List<String> busy(String kind) {
    writer.forgetNow();
    return reader.busy(kind);
  }

  @Override
  public void forget(ArbiterId id, List<EffectKey> delivered) {
    writer.forget(id, delivered);
  }

  @Override
  public void forget(BuildId build, List<EffectKey> performed) {
    writer.forget(build, performed);
  }

  @Override
  public Optional<StoredBuild> load(BuildId id) {
    return reader.load(id);
  }

  @Override
  public List<BuildId> unfinished() {
    writer.forgetNow();
    return reader.unfinished();
  }

  @Override
  public List<BuildSummary> list(BuildQuery query) {
    return reader.list(query);
  }

  @Override
  public long highestNumber(String pipelineName) {
    return reader.highestNumber(pipelineName);
  }

  @Override
  public void close() {
    writer.close();
    reader.close();
  }
}
