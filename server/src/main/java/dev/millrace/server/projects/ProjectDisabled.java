package dev.millrace.server.projects;

import dev.millrace.wording.Sentence;

/** Nothing in this project can be started or changed until it is enabled. */
public final class ProjectDisabled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Sentence reason;

  ProjectDisabled(Sentence reason) {
    super(reason.english());
    this.reason = reason;
  }

  /** Why, for people. */
  public Sentence reason() {
    return reason;
  }
}
