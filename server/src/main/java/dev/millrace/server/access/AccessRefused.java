package dev.millrace.server.access;

import dev.millrace.wording.Sentence;

/** Something about users or their rights is refused, as can be expected; nothing was changed. */
public final class AccessRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AccessWording wording;
  private final transient Sentence reason;

  AccessRefused(AccessWording wording, Sentence reason) {
    super(reason.english());
    this.wording = wording;
    this.reason = reason;
  }

  /** Why, for programs. */
  public AccessWording wording() {
    return wording;
  }

  /** Why, for people. */
  public Sentence reason() {
    return reason;
  }
}
