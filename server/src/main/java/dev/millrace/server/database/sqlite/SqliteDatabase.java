package dev.millrace.server.database.sqlite;

import dev.millrace.server.database.Database;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.server.database.Work;
import dev.millrace.server.database.grouped.GroupWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One SQLite file. */
public final class SqliteDatabase implements Database {
  /** Works in one transaction; more wait for the next. */
  private static final int MAX_GROUP = 256;

  private final @Nullable GroupWriter writer;
  private final Readers readers;

  /**
   * Opens the file; makes it, or brings its tables up to date, where needed.
   *
   * @throws StoreUnavailable if it can't be opened
   */
  public static SqliteDatabase open(Path path) {
    var file = SqliteFile.toWrite(path);
    try {
      file.prepare();
      return new SqliteDatabase(file, new GroupWriter(new SqliteWriting(file), 1, MAX_GROUP));
    } catch (SQLException failure) {
      throw file.failure("opened", failure);
    }
  }

  /**
   * Opens the file only to read it, also while a process writes it: holds up no commit and changes
   * nothing stored, but brings tables of an earlier release up to date. Empty where no database was
   * ever opened.
   *
   * @throws StoreUnavailable if it can't be read, such as one of a later release
   */
  public static Optional<Database> openToRead(Path path) {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    var file = SqliteFile.toRead(path);
    try {
      return file.hasTables() ? Optional.of(new SqliteDatabase(file, null)) : Optional.empty();
    } catch (SQLException failure) {
      throw file.failure("read", failure);
    }
  }

  private SqliteDatabase(SqliteFile file, @Nullable GroupWriter writer) {
    this.readers = new Readers(file);
    this.writer = writer;
  }

  @Override
  public <T> T write(Work<T> work) {
    return writer().write(work);
  }

  @Override
  public void changeSoon(String what, Work.Change change) {
    writer().writeSoon(what, change.asWork());
  }

  @Override
  public void settle() {
    if (writer != null) {
      writer.settle();
    }
  }

  private GroupWriter writer() {
    if (writer == null) {
      throw new IllegalStateException("the database was opened to be read only");
    }
    return writer;
  }

  @Override
  public <T> T read(Work<T> work) {
    return readers.read(work);
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
    readers.close();
  }
}
