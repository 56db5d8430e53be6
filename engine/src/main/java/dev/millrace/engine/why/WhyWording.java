package dev.millrace.engine.why;

import dev.millrace.wording.Wording;

/** The sentences that say what a build waits for. */
public enum WhyWording implements Wording {
  // Places.
  BUILD("the build"),
  STAGE("stage {0}"),
  JOB("job {0}"),
  TASK("job {0}, task {1}"),

  // What is waited for.
  TURN_IN_QUEUE("its turn among the builds"),
  TURN_IN_QUEUE_BEHIND("its turn among the builds (builds before it: {0})"),
  STAGE_BEFORE("stage {0}, which comes before it"),
  DEPENDENCY("job {0}, which it depends on"),
  MATRIX_CASES("the cases of its matrix, of which {0} of {1} are over"),
  PLACE_IN_MATRIX("a place in its matrix (cases at once: {0})"),
  THE_MUTEX("the mutex {0}"),
  THE_MUTEX_BEHIND("the mutex {0} (jobs before it in the queue: {1})"),
  MACHINE_OF_JOB("the machine of job {0}, on which it runs too"),
  ONE_OF_THE_MACHINES("one of the machines its stage may have (in use: {0}, jobs before it: {1})"),
  MACHINE("a machine and its worker"),
  MACHINE_AGAIN("another machine and its worker (lost so far: {0})"),
  TASK_TO_END("the end of what it runs"),
  TASK_TO_STOP("its worker to stop what it runs"),
  TASK_TO_BE_TAKEN("its worker to take it"),
  ITS_NEXT_TRY("its next try, the retry number {0}"),
  TO_BE_LET_GO_ON("somebody to let it go on, since it pauses before it runs"),
  A_REVIEWER("one of its reviewers: {0}"),
  CALLED_BUILD("the build {0}, which it started"),
  A_GATEKEEPER("one who may let its quality gate pass: {0}"),
  GATE_CHECK("its quality gate to be checked"),
  CALLED_PIPELINE("the build of the pipeline it calls to be accepted"),
  ITS_PROCESS("its process, which is gone"),
  NOTHING_KNOWN("nothing that is known, which is a mistake of ours"),

  // Who holds it.
  HELD_BY_JOB("job {0} of build {1}, since {2}"),
  HELD_BY_BUILDS("the builds that run: {0}"),

  // What frees it.
  LEAVES_QUEUE("the limits of its pipeline let one more build run"),
  STAGE_ENDS("stage {0} ends"),
  JOB_ENDS("job {0} ends well"),
  CASE_ENDS("job {0} ends"),
  MUTEX_GIVEN_BACK("whoever is before it gives the mutex back"),
  JOB_HAS_MACHINE("a worker for job {0} starts"),
  WORKER_STARTS("a worker for the job starts"),
  WORKER_REPORTS("its worker reports the end"),
  WORKER_ASKS("its worker asks for the next task"),
  TIME_PASSES("its wait is over"),
  CONTINUED_OR_STOPPED("somebody continues or stops it"),
  REVIEW_ANSWERED("one of them approves or rejects"),
  GATE_DECIDED("one of them decides"),
  GATE_ANSWERED("the result of the check arrives"),
  CALLED_BUILD_ENDS("that build ends"),
  SOMEBODY_GOES_ON("somebody goes on with the build"),
  SOMEBODY_CANCELS("somebody cancels the build");

  private final String english;

  WhyWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "why";
  }

  @Override
  public String english() {
    return english;
  }
}
