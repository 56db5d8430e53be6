package dev.millrace.server.database;

/** The store can't answer now, for instance because it is away. Worth a retry. */
public sealed class StoreUnavailable extends RuntimeException permits StoreFull {
  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
