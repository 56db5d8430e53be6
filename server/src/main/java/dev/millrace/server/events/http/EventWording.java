package dev.millrace.server.events.http;

import dev.millrace.wording.Wording;

/** What the API says of streams of events. */
public enum EventWording implements Wording {
  TOO_MANY_OF_USER("you have {0} event streams open, which is the most; close some"),
  TOO_MANY("the server has {0} event streams open, which is the most; try again later");

  private final String english;

  EventWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "events";
  }

  @Override
  public String english() {
    return english;
  }
}
