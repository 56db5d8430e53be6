package dev.millrace.engine;

import dev.millrace.wording.Wording;

/** The sentences that speak against a start, and those about what this version can't do. */
public enum StartWording implements Wording {
  TEMPLATES_NOT_EXPANDED("the pipeline refers to templates that are not expanded"),
  PIPELINE_DISABLED("the pipeline is disabled"),
  ASKS_FOR("{0} asks for {1}"),
  DUPLICATE_STAGE("two stages have the id {0}"),
  DUPLICATE_JOB("two jobs have the id {0}"),
  NO_JOB_TO_RUN("there is no job {0} to run"),
  CONDITION_MISPLACED("{0} can't have the condition {1}"),
  UNKNOWN_DEPENDENCY("job {0} depends on {1}, which is no job of its stage"),
  DEPENDENCY_CYCLE("jobs wait for each other and none can begin: {0}"),
  GROUP_TOO_LONG("the name of the concurrency group has more than {0} characters"),

  // Values of variables.
  CONSTANT_GIVEN("the variable {0} is a constant and can't be given"),
  UNKNOWN_VARIABLE("the pipeline has no variable {0}"),
  VALUE_TOO_LONG("the variable {0} has more than {1} characters"),
  VALUE_NEEDED("the variable {0} needs a value"),
  VALUE_NOT_BOOLEAN("the variable {0} must be true or false"),
  VALUE_NOT_NUMBER("the variable {0} must be a whole number"),
  VALUE_NOT_OPTION("the variable {0} must be of {1}"),

  // Places.
  THE_PIPELINE("the pipeline"),
  STAGE("stage {0}"),
  JOB("job {0}"),
  TASK("job {0}, task {1}"),
  SOME_TASK("a task of job {0}"),

  // What happens instead of what can't be done yet.
  NOBODY_TOLD("nobody is told when a build ends"),
  NOBODY_AFTERWARDS("people are asked before a stage, not after it"),
  NO_GATES("quality gates can't be checked yet"),
  NO_SERVICES("no services are started"),
  RUNS_ELSEWHERE("the job runs where the platform places it"),
  RUNS_WITHOUT_CONTAINER("the job runs without a container"),
  TASK_FAILS("the task fails");

  private final String english;

  StartWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "start";
  }

  @Override
  public String english() {
    return english;
  }
}
