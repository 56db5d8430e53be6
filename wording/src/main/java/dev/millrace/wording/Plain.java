package dev.millrace.wording;

/** Wordings that belong to nobody: how sentences are put together. */
public enum Plain implements Wording {
  /** A text that exists in one language only, such as what another program said. */
  VERBATIM("{0}"),

  /** A text that somebody translated already: the English one and the other. */
  SAID("{0}"),

  /** What happened, and the reason. */
  BECAUSE("{0}: {1}"),

  /** What is wrong, and what would help. */
  INSTEAD("{0}; {1}"),

  /** One list of two. */
  AND("{0}, {1}");

  private final String english;

  Plain(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "plain";
  }

  @Override
  public String english() {
    return english;
  }
}
