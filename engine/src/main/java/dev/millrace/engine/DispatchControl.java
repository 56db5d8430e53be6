package dev.millrace.engine;

import dev.millrace.engine.Command.Answer;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Jobs;
import java.util.Optional;

/**
 * How many machines one stage may have at once: two matrices are enough to take every machine there
 * is. Jobs beyond the limit wait in the order in which they came, and each that gives its machine
 * back wakes the next.
 */
final class DispatchControl {
  /** Of a stage with more than one matrix; BK-CI's number. */
  static final int MAX_MACHINES = 30;

  private static final int MATRICES = 2;

  private DispatchControl() {}

  static boolean isLimited(JobStep step) {
    return step.isReady()
        && !step.job().isMatrixParent()
        && step.progress().stage().jobs().matrices() >= MATRICES;
  }

  static Answer check(JobStep step) {
    JobState job = step.job();
    Jobs jobs = step.progress().stage().jobs();
    Optional<JobId> first = jobs.firstForMachine();
    if (jobs.machines() < MAX_MACHINES && first.map(job.id()::equals).orElse(true)) {
      step.progress().put(job.withMachineTurn(0));
      return Answer.CONTINUE;
    }
    if (job.machineTurn() == 0) {
      step.progress().put(job.withMachineTurn(jobs.newMachineTurn()));
    }
    return Answer.WAIT;
  }

  /** Has the first that waits looked at, if there is a machine more to be had. */
  static void wakeNext(Progress progress) {
    Jobs jobs = progress.stage().jobs();
    if (jobs.machines() < MAX_MACHINES) {
      jobs.firstForMachine().ifPresent(progress::visit);
    }
  }
}
