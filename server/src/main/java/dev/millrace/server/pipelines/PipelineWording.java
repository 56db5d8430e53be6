package dev.millrace.server.pipelines;

import dev.millrace.wording.Wording;

/** What people are told about the pipelines of a project. */
public enum PipelineWording implements Wording {
  NO_PIPELINE("there is no pipeline {0}"),
  NO_VERSION("the pipeline {0} has no version {1}"),
  NO_DRAFT("the pipeline {0} has no draft"),
  NO_RELEASE("the pipeline {0} has no released version yet"),
  NAME_TAKEN("another pipeline of the project is called {0}"),
  NAME_NEEDED("the pipeline needs a name: neither the text nor the request says one"),
  PROJECT_FULL("the project has {0} pipelines, and may not have more"),
  DRAFT_CHANGED("somebody changed the draft meanwhile: look at it and save again"),
  BASE_OUTDATED("the draft was made on {0}, and {1} has been released since"),
  DEFINITION_INVALID("the definition has {0} errors"),
  NOT_DELETED("the pipeline {0} is not deleted"),
  VERSION_NEWEST("the version {0} is the newest and can't be deleted"),
  VERSION_REFERENCED("builds refer to the version {0}: it can't be deleted"),
  VERSION_IS_BASE("the draft was made on the version {0}: it can't be deleted"),
  ONLY_DRAFT("nothing is released yet: without its draft the pipeline would say nothing"),
  CHANGED_MEANWHILE("the pipeline {0} was changed meanwhile; look at it again"),
  CHANGED_TOO_OFTEN("the pipeline {0} is being changed by others: try again"),
  TEMPLATES_NOT_HERE("the pipeline {0} refers to templates, which can't be put in here yet"),

  // Ranges, and what they are of.
  WRONG_LENGTH("{0} must have {1} to {2} characters"),
  OUT_OF_RANGE("{0} must be {1} to {2}"),
  NUL_INSIDE("{0} may not hold the character NUL (U+0000), which can't be kept"),
  TOO_MANY_LABELS("a pipeline may have {0} labels at most"),
  NAME("the name"),
  DESCRIPTION("the description"),
  RELEASE_DESCRIPTION("the description of the release"),
  LABEL("each label"),
  DEFINITION("the definition"),
  CONCURRENCY_GROUP("the concurrency group"),
  QUEUE_LENGTH("the number of builds that may wait"),
  QUEUE_MINUTES("the minutes a build may wait"),
  PARALLEL_BUILDS("the number of builds that may run at once"),
  VERSIONS_KEPT("the number of versions kept"),

  // What a YAML file has no place for.
  CLEAN_VARIABLES_UNSAID("YAML can't say that a retry forgets what tasks have set"),
  VERSIONS_KEPT_UNSAID("YAML can't say how many versions are kept: {0}"),
  CANCEL_POLICY_UNSAID("YAML without a cancel policy means a restricted one when it is imported"),
  ROLLED_BACK("back to {0}");

  private final String english;

  PipelineWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "pipelines";
  }

  @Override
  public String english() {
    return english;
  }
}
