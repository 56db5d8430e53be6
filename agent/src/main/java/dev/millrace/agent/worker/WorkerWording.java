package dev.millrace.agent.worker;

import dev.millrace.wording.Wording;

/** The sentences about jobs, their folders and what the worker can do, and the pieces of them. */
public enum WorkerWording implements Wording {
  WORKER_BROKE("The worker of this job broke"),
  WORKER_FAULT("the worker failed at the task by a fault of its own"),
  FILE_FAULT("a file the task needs could not be read or written"),
  PLUGIN_UNKNOWN("plugin {0} {1} can't be run: plugins come with a later release of the worker"),
  SECRET_TOO_SHORT("the value of {0} is too short to be hidden in logs"),
  THE_VARIABLE("variable {0}"),

  HASH_UNREADABLE("hashFiles({0}) can't read"),
  HASH_TOO_MANY_FILES("hashFiles matches more than {0} files; name fewer"),

  // What is wrong with a folder or a file.
  NO_ROOM_FOR_JOB("this machine can't hold the job's files"),
  DOES_NOT_EXIST("{0} does not exist"),
  MAY_NOT_BE_WRITTEN("{0} may not be written by user {1}"),
  IN_THE_WAY("{0} is in the way: it is no folder"),
  NOT_ABSOLUTE("a workspace must be an absolute path"),
  NO_FILE_CAN_BE_MADE("no file can be made in it ({0})"),
  BELONGS_TO_ANOTHER("it belongs to another user, number {0}");

  private final String english;

  WorkerWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "worker";
  }

  @Override
  public String english() {
    return english;
  }
}
