package dev.millrace.server.builds;

import dev.millrace.wording.Wording;

/** The sentences that tell of what this server or a machine did wrong. */
public enum ServerReason implements Wording {
  OUR_MISTAKE("Millrace made a mistake and had to end this build: {0}"),
  NO_MACHINE("no machine could be prepared: {0}"),
  PROCESS_ENDED("the process that ran this job ended before the job did"),
  NO_PIPELINES_HERE("the pipeline {0} can't be called: none but the one that runs is known here"),
  NO_SUCH_PIPELINE("there is no pipeline {0} that could be called"),
  CALL_REFUSED("the pipeline {0} can't be started"),
  CALL_TAKEN_BACK("the task that called no longer waits"),
  WORKER_LEFT("the worker left before the job was over"),
  NO_GATE_KNOWN("no quality gate is known here"),

  // Why a worker can't be given a task.
  REVIEW_NOT_FOR_WORKERS("a manual review can't be run by a worker"),
  SUB_PIPELINE_NOT_FOR_WORKERS("a sub-pipeline can't be started from here"),
  GATE_NOT_FOR_WORKERS("a quality gate can't be checked by a worker"),
  TYPE_NOT_FOR_WORKERS("a task of type {0} can't be run"),
  UNKNOWN_REPOSITORY("the repository {0} is not known here; use its URL");

  private final String english;

  ServerReason(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "server";
  }

  @Override
  public String english() {
    return english;
  }
}
