package dev.millrace.engine.state;

import dev.millrace.wording.Wording;

/** The sentences that say why something did not succeed, did not run, or was not done. */
public enum Reason implements Wording {
  // Why a task ended.
  TASK_TIMEOUT("the task ran longer than its timeout allows, and its worker did not end it"),
  BUILD_CANCELLED("the build was cancelled"),
  BUILD_CANCELLED_BY("the build was cancelled by {0}"),

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

  // Why a stage or a build was not let in, or a stage not out.
  REVIEW_NOT_ASKED("nobody could be asked for the review"),
  REVIEW_WITHOUT_PEOPLE("nobody is there to decide for the review group {0}"),
  REVIEW_REJECTED("{0} rejected it"),
  REVIEW_REJECTED_SAYING("{0} rejected it: {1}"),
  REVIEW_TIMEOUT("nobody decided within {0} hours"),
  GATE_NOT_PASSED("the quality gate was not passed"),
  GATE_REJECTED("{0} kept the quality gate shut"),
  GATE_REJECTED_SAYING("{0} kept the quality gate shut: {1}"),
  GATE_WITHOUT_PEOPLE("the quality gate waits for a person, and nobody may decide"),
  GATE_NOT_CHECKED("the quality gate could not be checked"),
  GATE_TIMEOUT("the quality gate was not decided within {0} hours"),

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
