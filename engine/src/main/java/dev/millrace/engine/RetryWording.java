package dev.millrace.engine;

import dev.millrace.wording.Wording;

/** The sentences that speak against a retry, or against the end of a part of a build. */
public enum RetryWording implements Wording {
  // Against a retry of whatever kind.
  WAITS_IN_QUEUE("the build waits in the queue"),
  WAITS_FOR_REVIEW("the build waits for a review"),
  WAS_REJECTED("its review was rejected; start a new build"),
  TOO_OLD("the build started more than {0} days ago"),
  CHANGED_MEANWHILE("it was retried meanwhile"),
  NOTHING_FAILED("nothing failed and nothing was cancelled"),
  ONLY_SMALL_WHILE_RUNNING(
      "while a build runs, only a task or one job of a matrix can run again, not more"),
  BUILD_IS_ENDING("the build is being cancelled"),
  STAGE_IS_ENDING("the stage {0} is being ended"),
  JOB_IS_ENDING("the job {0} is being ended"),

  // Against what shall run again.
  NO_STAGE("there is no stage {0}"),
  STAGE_IS_GOOD("the stage {0} neither failed nor was cancelled"),
  NO_JOB("there is no job {0}"),
  JOB_IS_GOOD("the job {0} neither failed nor was cancelled"),
  JOB_WAITS_FOR("the job {0} depends on {1}, which is not good"),
  NO_MATRIX("the job {0} has no matrix"),
  IS_MATRIX("the job {0} is a matrix; name one of its jobs"),
  NO_TASK("the job {0} has no task {1}"),
  TASK_DISABLED("the task {0} is disabled"),
  TASK_BEHIND("the task {0} comes after {1}, which is not good"),
  TASK_NOT_FAILED("the task {0} has not failed"),
  TASK_NOT_RETRIED("the pipeline does not allow a retry of the task {0} alone"),
  TASK_NOT_SKIPPED("the pipeline does not allow anybody to skip the task {0}"),

  // Against the end of a part.
  BUILD_DOES_NOT_RUN("the build does not run"),
  STAGE_DOES_NOT_RUN("the stage {0} does not run"),
  JOB_IS_OVER("the job {0} is over"),
  TASK_DOES_NOT_RUN("the task {0} does not run");

  private final String english;

  RetryWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "retry";
  }

  @Override
  public String english() {
    return english;
  }
}
