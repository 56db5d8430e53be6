package dev.millrace.server.builds;

/** More events wait for one recipient than may wait; try again later. */
public final class MailboxFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MailboxFull(String recipient, int limit) {
    super(recipient + " has " + limit + " events waiting and takes no more now");
  }
}
