package dev.millrace.engine;

import dev.millrace.wording.Wording;

/** The sentences told to a person whose decision about a review or a gate is not taken. */
public enum ReviewWording implements Wording {
  NOTHING_ASKED("nobody is asked about this now"),
  OTHER_GROUP("the group asked now is {0}"),
  NOT_A_REVIEWER("{0} is not one of those who may decide"),
  SUGGESTION_TOO_LONG("the remark has more than {0} characters"),
  UNKNOWN_FIELD("the review has no field {0}"),
  VALUE_NEEDED("the field {0} needs a value"),
  VALUE_TOO_LONG("the value of the field {0} has more than {1} characters"),
  VALUE_NOT_BOOLEAN("the field {0} must be true or false"),
  VALUE_NOT_OPTION("the field {0} must be of {1}"),
  READ_ONLY("the variable {0} is read-only, so the field {0} can't be changed");

  private final String english;

  ReviewWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "review";
  }

  @Override
  public String english() {
    return english;
  }
}
