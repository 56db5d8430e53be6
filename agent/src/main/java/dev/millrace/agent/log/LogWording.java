package dev.millrace.agent.log;

import dev.millrace.wording.Wording;

/** What a log says of itself. */
enum LogWording implements Wording {
  LINES_MISSING("{0} lines are missing here: the server could not take them");

  private final String english;

  LogWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "log";
  }

  @Override
  public String english() {
    return english;
  }
}
