package dev.millrace.server.builds.wishes;

import dev.millrace.wording.Wording;

/** What people are told whose wish about a build is refused. */
public enum BuildWording implements Wording {
  NO_BUILD("there is no build {0}"),
  NO_STAGE("the build has no stage {0}"),
  NO_JOB("the build has no job {0}"),
  NO_TASK("the job {0} has no task {1}"),
  MAY_NOT("this needs the permission {0} in the project {1}"),
  MAY_NOT_CANCEL("builds of this pipeline are cancelled by who started them, or a maintainer"),
  NOT_BY_HAND("the pipeline {0} has no trigger by which it could be started so"),
  PIPELINE_DISABLED("the pipeline {0} is disabled"),
  IS_OVER("the build is over"),
  KEY_USED("another start came with the same key before: build {0}"),
  KEY_LENGTH("the key of a start must have 1 to {0} characters"),
  REMARK_TOO_LONG("the remark has {0} characters, at most {1} are kept");

  private final String english;

  BuildWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "build";
  }

  @Override
  public String english() {
    return english;
  }
}
