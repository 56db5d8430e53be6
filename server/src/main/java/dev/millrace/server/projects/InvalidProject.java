package dev.millrace.server.projects;

import dev.millrace.wording.Sentence;

/** What was given can't be taken, whatever is there; nothing was changed. */
public final class InvalidProject extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Sentence reason;

  InvalidProject(Sentence reason) {
    super(reason.english());
    this.reason = reason;
  }

  /** Why, for people. */
  public Sentence reason() {
    return reason;
  }
}
