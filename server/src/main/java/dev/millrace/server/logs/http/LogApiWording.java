package dev.millrace.server.logs.http;

import dev.millrace.wording.Wording;

/** What is told of requests about logs. */
public enum LogApiWording implements Wording {
  NO_TASK("the build has no task {1} in the job {0}"),
  NO_EXECUTION("the task {0} has not been run as attempt {1}, retry {2}"),
  RETRY_NEEDS_ATTEMPT("a retry means nothing without its attempt"),
  BAD_EVENT_ID(
      "Last-Event-ID must be the id of the last event of this log, such as 1.0.41, not \"{0}\""),
  TOO_MANY_FOLLOW("{0} logs are being followed, as many as may be at once; try again soon"),
  NOT_NOW("the logs can't be read at this moment; nothing was lost, try again");

  private final String english;

  LogApiWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "log-api";
  }

  @Override
  public String english() {
    return english;
  }
}
