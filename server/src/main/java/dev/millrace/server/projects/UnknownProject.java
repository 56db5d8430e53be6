package dev.millrace.server.projects;

import dev.millrace.wording.Sentence;

/** There is no such project. */
public final class UnknownProject extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Sentence reason;

  UnknownProject(Sentence reason) {
    super(reason.english());
    this.reason = reason;
  }

  /** Why, for people. */
  public Sentence reason() {
    return reason;
  }
}
