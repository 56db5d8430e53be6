package dev.millrace.agent.task;

import dev.millrace.wording.Wording;

/** The sentences about any kind of task: how it was stopped, what it set, what it left running. */
public enum TaskWording implements Wording {
  CANCELLED("the task was cancelled"),
  RAN_TOO_LONG("the task ran longer than its timeout"),
  JOB_RAN_TOO_LONG_DURING_TASK("the job ran longer than its timeout, during this task"),
  JOB_RAN_TOO_LONG("the job ran longer than its timeout"),
  WORKER_STOPPED("the worker was stopped"),

  PROCESS_STAYS(
      "A process started here still runs; it may serve later tasks and ends with the job."
          + " What it prints from now on is not logged."),
  PROCESS_CANNOT_BE_KILLED("could not be killed and still runs: {0}"),

  // What is wrong with a value the task sets.
  OUTPUT_WITHOUT_ID("output {0} is dropped: only a step with an id has outputs"),
  VARIABLE_READ_ONLY("variable {0} is read-only and can't be set"),
  NO_NAME("'{0}' is no name for a value: letters, digits, '_', '.', '-' make one"),
  TOO_MANY_VALUES("value {0} is dropped: a task may set {1}"),
  VALUE_TOO_LONG("value of {0} has {1} characters, over {2}"),
  VALUE_DROPPED("{0}: it is dropped"),
  VALUE_HAS_SECRET("value of {0} is dropped: it contains a secret"),
  VALUE_NOT_CLOSED("value of {0} is dropped: no line '{1}' closed it"),
  THE_REMARK("the remark"),

  // Lines by which a task sets values.
  COMMAND_NOT_UNDERSTOOD("not understood, expected '::command name=NAME::VALUE': {0}"),
  ERROR_IGNORED("::set-error is ignored: error_code must be six digits that begin with 8"),
  PROGRESS_IGNORED("::set-progress-rate is ignored: '{0}' has no number from 0 to 1");

  private final String english;

  TaskWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "task";
  }

  @Override
  public String english() {
    return english;
  }
}
