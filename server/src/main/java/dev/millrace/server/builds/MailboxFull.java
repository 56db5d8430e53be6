package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;

/** More events wait for one build than may wait; try again later. */
public final class MailboxFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MailboxFull(BuildId build, int limit) {
    super("build " + build + " has " + limit + " events waiting and takes no more now");
  }
}
