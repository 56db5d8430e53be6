package dev.millrace.agent.process;

import dev.millrace.wording.Wording;

/** The sentences about processes that can not be started or ended, and the pieces of them. */
enum ProcessWording implements Wording {
  CANNOT_START("cannot start {0}"),
  DOES_NOT_EXIST("either it or its folder {0} does not exist"),
  MAY_NOT_BE_USED("it or its folder {0} may not be used by us"),
  NO_FOLDER("{0} is no folder"),
  TOO_LARGE(
      "its arguments and environment are larger than Linux allows"
          + " (128 KiB for one value, about 2 MiB for all)"),
  NO_ROOM("the machine has no room for one more process"),
  ERROR_NUMBER("error {0}"),

  A_PROCESS("{0} (process {1}, state {2})");

  private final String english;

  ProcessWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "process";
  }

  @Override
  public String english() {
    return english;
  }
}
