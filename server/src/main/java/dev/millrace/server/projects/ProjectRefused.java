package dev.millrace.server.projects;

import dev.millrace.wording.Sentence;

/** What is there, or who asks, stands against it; nothing was changed. */
public final class ProjectRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Sentence reason;

  ProjectRefused(Sentence reason) {
    super(reason.english());
    this.reason = reason;
  }

  /** Why, for people. */
  public Sentence reason() {
    return reason;
  }
}
