package dev.millrace.protocol;

/** The server can't answer now: its disk is full, it restarts, the network is away. Try again. */
public final class EndpointUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EndpointUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
