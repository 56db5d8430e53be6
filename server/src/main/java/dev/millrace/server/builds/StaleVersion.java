package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;

/** Somebody else committed to the build first: read again, decide again. */
public final class StaleVersion extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleVersion(BuildId build, long expected) {
    super("build " + build + " is no longer at version " + expected);
  }
}
