package dev.millrace.server.builds.http;

import dev.millrace.wording.Wording;

/** What is told of requests about builds that say too little, too much, or what can't be. */
public enum BuildApiWording implements Wording {
  NUMBER_NEEDS_PIPELINE("a number means nothing without a pipeline, since each counts for itself"),
  BAD_VERSION("version can't be \"{0}\"; it must be newest, draft or the number of a version"),
  FIELD_NEEDED("{0} needs the field {1}"),
  FIELD_NOT_FOR("the field {0} does not go with {1}"),
  TOO_MUCH_AT_ONCE("more happens to the build than it can take at once; try again soon");

  private final String english;

  BuildApiWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "build-api";
  }

  @Override
  public String english() {
    return english;
  }
}
