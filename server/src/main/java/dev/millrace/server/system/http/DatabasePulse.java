package dev.millrace.server.system.http;

import dev.millrace.server.database.Database;
import dev.millrace.server.database.StoreUnavailable;

/** Whether a database answers. */
final class DatabasePulse {
  private DatabasePulse() {}

  static boolean isThere(Database database) {
    try {
      return database.read(rows -> rows.one("SELECT 1", row -> row.getInt(1))).isPresent();
    } catch (StoreUnavailable _) {
      return false;
    }
  }
}
