package dev.millrace.server.database;

/** The disk of the store has no room left. Worth a retry once somebody has made some. */
public final class StoreFull extends StoreUnavailable {
  private static final long serialVersionUID = 1L;

  public StoreFull(String message, Throwable cause) {
    super(message, cause);
  }
}
