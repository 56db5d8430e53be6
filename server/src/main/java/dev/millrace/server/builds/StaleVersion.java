package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;

/** Somebody else committed first: read again, decide again. */
public final class StaleVersion extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleVersion(BuildId build, long expected) {
    this("build " + build, expected);
  }

  public StaleVersion(String what, long expected) {
    super(what + " is no longer at version " + expected);
  }
}
