package dev.millrace.server.trials;

import dev.millrace.server.database.Database;
import dev.millrace.server.database.Work;

/** A database with the points before and behind a commit. */
final class HaltingDatabase implements Database {
  private final Database database;
  private final Halt halt;

  HaltingDatabase(Database database, Halt halt) {
    this.database = database;
    this.halt = halt;
  }

  @Override
  public <T> T write(Work<T> work) {
    T answer =
        database.write(rows -> {
          T done = work.in(rows);
          halt.at(HaltPoint.TRANSACTION_WRITTEN);
          return done;
        });
    halt.at(HaltPoint.TRANSACTION_COMMITTED);
    return answer;
  }

  @Override
  public void changeSoon(String what, Work.Change change) {
    database.changeSoon(
        what,
        rows -> {
          change.in(rows);
          halt.at(HaltPoint.LATE_WRITTEN);
        });
  }

  @Override
  public void settle() {
    database.settle();
  }

  @Override
  public <T> T read(Work<T> work) {
    return database.read(work);
  }

  @Override
  public void close() {
    database.close();
  }
}
