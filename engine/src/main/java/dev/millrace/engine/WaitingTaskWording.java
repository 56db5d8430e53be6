package dev.millrace.engine;

import dev.millrace.wording.Wording;

/** What a person is told whose wish about a waiting task can't be done. */
public enum WaitingTaskWording implements Wording {
  NOT_THERE("the build has no task {0} in this attempt"),
  NOT_PAUSED("task {0} is not paused"),
  NOT_REVIEWING("task {0} does not wait for a review"),
  UNKNOWN_INPUT("task {0} has no input {1}; it has {2}"),
  VALUE_TOO_LONG("the value of {0} has more than {1} characters"),
  VALUE_NEEDED("{0} needs a value"),
  NO_REVIEWER("{0} is no reviewer of task {1}; its reviewers are {2}"),
  NOT_AT_GATE("task {0} does not wait for a gatekeeper"),
  NO_GATEKEEPER("{0} is no gatekeeper of task {1}; its gatekeepers are {2}"),
  SUGGESTION_NEEDED("the review of task {0} needs a suggestion"),
  SUGGESTION_TOO_LONG("the suggestion has more than {0} characters");

  private final String english;

  WaitingTaskWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "waiting";
  }

  @Override
  public String english() {
    return english;
  }
}
