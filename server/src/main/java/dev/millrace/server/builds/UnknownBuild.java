package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;

/** There is no build with this id. */
public final class UnknownBuild extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownBuild(BuildId id) {
    super("there is no build " + id);
  }
}
