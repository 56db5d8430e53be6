package dev.millrace.engine.state;

import dev.millrace.wording.Wording;

/** The sentences that say why something did not succeed, did not run, or was not done. */
public enum Reason implements Wording {
  // Why a task ended.
  TASK_TIMEOUT("the task ran longer than its timeout allows, and its worker did not end it"),
  BUILD_CANCELLED("the build was cancelled"),
  BUILD_CANCELLED_BY("the build was cancelled by {0}"),

  // Why a build waits.
  QUEUES_AGAIN("waits for its queue, to be tried again"),

  // Why a job ended.
  JOB_TIMEOUT("the job ran longer than its timeout allows"),
  PREPARE_TIMEOUT("no machine and worker for the job in time"),
  FAST_KILL_OF_STAGE("another job of the stage {0} failed, and the stage is fast-kill"),
  FAST_KILL_OF_MATRIX("another job of the matrix {0} failed, and the matrix is fast-kill"),
  MATRIX_NOT_EXPANDED("the matrix can't be expanded"),
  TOO_MANY_AT_ONCE("max-parallel is {0}, at most {1}"),

  // Why something was skipped.
  CONDITION_BROKEN("skipped, because its condition can't be evaluated"),
  EXPECTED_VALUE_TOO_LONG("an expected value grows out of bounds when its variables are replaced"),

  // Why a variable keeps its value.
  VARIABLE_READ_ONLY("the variable {0} is read-only and keeps its value"),
  NAME_OF_CONTEXT("the name {0} belongs to a context and can't be set"),
  VALUE_TOO_LONG("the value for the variable {0} has more than {1} characters and was not set");

  private final String english;

  Reason(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "engine";
  }

  @Override
  public String english() {
    return english;
  }
}
