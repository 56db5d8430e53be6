package dev.millrace.server.workers;

import dev.millrace.wording.Sentence;

/** A task asks for something that no worker of this installation can be told to do. */
final class CannotBeRun extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Sentence reason;

  CannotBeRun(Sentence reason) {
    super(reason.english());
    this.reason = reason;
  }

  /** For the person who reads the build. */
  Sentence reason() {
    return reason;
  }
}
