package dev.millrace.server.projects;

import dev.millrace.wording.Wording;

/** The sentences that tell why something about projects is refused. */
public enum ProjectWording implements Wording {
  BAD_ID("\"{0}\" can't be the id of a project; use {1} to {2} letters, digits, - and _"),
  BAD_NAME("the name of a project must have 1 to {0} characters"),
  BAD_DESCRIPTION("the description of a project may have at most {0} characters"),
  BAD_PIPELINE_LIMIT("a project may be allowed 1 to {0} pipelines, not {1}"),
  LIMITS_BY_ADMINISTRATOR("only an administrator of the server may change the limits of a project"),
  ID_TAKEN("there is a project {0} already"),
  TOO_MANY("there are {0} projects already, which is the most there may be"),
  NEEDS_USER("a project is made by a user, who becomes its first administrator"),
  TOKEN_TOO_NARROW("a token that is limited is not good for making a project"),
  UNKNOWN("there is no project {0}"),
  DISABLED("the project {0} is disabled: nothing in it can be started or changed"),
  CHANGED("the project {0} has been changed meanwhile and is at version {1}; look again");

  private final String english;

  ProjectWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "projects";
  }

  @Override
  public String english() {
    return english;
  }
}
