package dev.millrace.server.database.grouped;

import dev.millrace.server.database.StoreFull;
import dev.millrace.server.database.StoreUnavailable;
import java.sql.SQLException;

/** What a failure of a statement or commit means to the works of its transaction. */
public enum Trouble {
  /** The statement is wrong, or breaks a rule of the tables: a bug of ours, of one work. */
  MISTAKE,

  /** Another transaction was in the way; nothing was written, and done again it may succeed. */
  COLLISION,

  /** The database can't answer now: nobody is served, whatever they want. */
  OUTAGE,

  /** As an outage of whoever writes: there is no room left. */
  NO_ROOM;

  /** Whether nobody is served, whatever they want. */
  public boolean isOutage() {
    return switch (this) {
      case OUTAGE, NO_ROOM -> true;
      case MISTAKE, COLLISION -> false;
    };
  }

  /**
   * What callers are told.
   *
   * @param store what can't be read or written, for people; tells no secret
   * @param deed in the past: "written"
   */
  public RuntimeException told(String store, String deed, SQLException failure) {
    String message = "the store " + store + " can't be " + deed + ": " + failure.getMessage();
    return switch (this) {
      case MISTAKE -> new IllegalStateException(message, failure);
      case COLLISION, OUTAGE -> new StoreUnavailable(message, failure);
      case NO_ROOM -> new StoreFull(message, failure);
    };
  }
}
