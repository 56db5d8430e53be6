package dev.millrace.server.database;

/**
 * Rows in transactions. Safe from any thread; every method may block, and throws {@link
 * StoreUnavailable} when the database can't answer now (gone, full, or closed); a {@link
 * java.sql.SQLException} that is a mistake of ours comes as an {@link IllegalStateException}.
 */
public interface Database extends AutoCloseable {
  /**
   * Writes in one transaction: all or nothing, and durable when it returns. Works of several
   * callers may share one flush; each still succeeds or fails alone. What the work throws comes
   * out, and nothing is written then.
   *
   * @throws StoreUnavailable also if it can't be known whether it was written: read again
   */
  <T> T write(Work<T> work);

  /** As {@link #write}, without an answer. */
  default void change(Work.Change change) {
    var _ = write(change.asWork());
  }

  /**
   * Writes what may be lost, with the next group of others, or when enough of it waits. Returns at
   * once; a failure is only logged.
   *
   * @param what for the log
   */
  void changeSoon(String what, Work.Change change);

  /** Waits until all that was to be written soon is written, or could not be. */
  void settle();

  /** Reads one snapshot. The work writes nothing. */
  <T> T read(Work<T> work);

  /** Writes what is left to write and lets go of files and threads. May be called twice. */
  @Override
  void close();
}
