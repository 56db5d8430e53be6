package dev.millrace.server.database;

/** The store can't answer now, for instance because its disk is full. Worth a retry. */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
