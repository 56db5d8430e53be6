package dev.millrace.engine.state;

import dev.millrace.wording.Wording;

/** The sentences that say why something did not succeed, did not run, or was not done. */
public enum Reason implements Wording {
  // Why a task ended.
  TASK_TIMEOUT("the task ran longer than its timeout allows, and its worker did not end it"),
  BUILD_CANCELLED("the build was cancelled"),
  BUILD_CANCELLED_BY("the build was cancelled by {0}"),

  TASK_CANCELLED_BY("the task was cancelled by {0}"),
  STOPPED_IN_PAUSE("{0} did not let the paused task run"),
  NO_REVIEWERS("the review names nobody who may answer it"),
  REVIEW_REJECTED("{0} rejected the review"),
  REVIEW_TIMEOUT("nobody answered the review in time"),
  GATE_OF_TASK_TIMEOUT("the quality gate was not decided in time"),
  SUB_PIPELINE_UNNAMED("the call names no pipeline"),
  SUB_PIPELINE_TIMEOUT("the called pipeline did not end in time"),
  SUB_PIPELINE_TOO_DEEP("pipelines call each other more than {0} deep"),
  SUB_PIPELINE_FAILED("the called build did not succeed"),
  SUB_PIPELINE_CANCELLED("the called build was cancelled"),
  SUB_PIPELINE_CANCELLED_BY("the called build was cancelled by {0}"),
  // Why a build waits.
  QUEUES_AGAIN("waits for its queue, to be tried again"),
  QUEUES_LET_BEGIN("waits for its queue, after it was let begin"),

  // Why a job ended.
  JOB_CANCELLED_BY("the job was cancelled by {0}"),
  STAGE_CANCELLED_BY("the stage {0} was cancelled by {1}"),
  JOB_TIMEOUT("the job ran longer than its timeout allows"),
  PREPARE_TIMEOUT("no machine and worker for the job in time"),
  FAST_KILL_OF_STAGE("another job of the stage {0} failed, and the stage is fast-kill"),
  FAST_KILL_OF_MATRIX("another job of the matrix {0} failed, and the matrix is fast-kill"),
  MATRIX_NOT_EXPANDED("the matrix can't be expanded"),
  TOO_MANY_AT_ONCE("max-parallel is {0}, at most {1}"),
  NO_MACHINE_TO_SHARE("it runs on the machine of job {0}, which has not had one"),
  MUTEX_TAKEN("the mutex {0} is held by job {1} of build {2}, and this job does not wait for it"),
  MUTEX_QUEUE_FULL(
      "the queue of the mutex {0} is full (at most {1}); job {2} of build {3} holds it"),
  MUTEX_TIMEOUT("the job waited longer for the mutex {0} than its timeout allows"),
  MUTEX_WITHOUT_NAME("the name of its mutex is empty once its variables are replaced"),
  MUTEX_NAME_TOO_LONG("the name of its mutex has more than {0} characters"),

  // Why something was skipped.
  SKIPPED_BY("skipped by {0}"),
  CONDITION_BROKEN("skipped, because its condition can't be evaluated"),
  EXPECTED_VALUE_TOO_LONG("an expected value grows out of bounds when its variables are replaced"),

  // Why a stage or a build was not let in, or a stage not out.
  REVIEW_NOT_ASKED("nobody could be asked for the review"),
  REVIEW_WITHOUT_PEOPLE("nobody is there to decide for the review group {0}"),
  REVIEW_REJECTED_SAYING("{0} rejected the review: {1}"),
  STAGE_REVIEW_TIMEOUT("nobody decided within {0} hours"),
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
