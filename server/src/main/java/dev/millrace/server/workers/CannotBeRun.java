package dev.millrace.server.workers;

/** A task asks for something that no worker of this installation can be told to do. */
final class CannotBeRun extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  CannotBeRun(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** A whole sentence for the person who reads the build. */
  String reason() {
    return reason;
  }
}
