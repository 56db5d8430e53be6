package dev.millrace.server.projects;

import dev.millrace.wording.Sentence;

/** The change was decided on a version that is not the newest: look again. */
public final class StaleProject extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Sentence reason;

  StaleProject(Sentence reason) {
    super(reason.english());
    this.reason = reason;
  }

  /** Why, for people. */
  public Sentence reason() {
    return reason;
  }
}
