package dev.millrace.server.access.sql;

import dev.millrace.server.access.AccessRecords;
import dev.millrace.server.access.AccessStore;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.Rows;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Everything of the room in a database, which belongs to whoever opened it. */
public final class SqlAccess implements AccessStore {
  private final Database database;

  public SqlAccess(Database database) {
    this.database = database;
  }

  @Override
  public <T> T change(Function<AccessRecords, T> work) {
    return database.write(rows -> done(work, rows));
  }

  @Override
  public void changeSoon(String what, Consumer<AccessRecords> work) {
    database.changeSoon(
        what,
        rows -> {
          var _ =
              done(
                  records -> {
                    work.accept(records);
                    return true;
                  },
                  rows);
        });
  }

  @Override
  public <T> T read(Function<AccessRecords, T> work) {
    return database.read(rows -> done(work, rows));
  }

  private static <T> T done(Function<AccessRecords, T> work, Rows rows) throws SQLException {
    try {
      return work.apply(new SqlRecords(new CarryingRows(rows)));
    } catch (CarryingRows.Carried carried) {
      throw carried.failure();
    }
  }
}
