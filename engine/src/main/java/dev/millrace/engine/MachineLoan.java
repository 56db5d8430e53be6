package dev.millrace.engine;

import dev.millrace.engine.Command.Answer;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.Reason;
import dev.millrace.pipeline.RunsOn.Target;
import java.util.Optional;

/**
 * Jobs that run on the machine of another job of their build. Such a job waits until the other has
 * its machine, and fails if it never gets one; how the other ends does not matter to it. It waits
 * before it takes a mutex, which the other may need to get its machine.
 *
 * <p>Which machine that is, and that no other build comes between, is up to whoever prepares it:
 * the machine may be chosen only then, and a hold on it belongs to the whole build and not, as a
 * mutex does, to one job.
 */
public final class MachineLoan {
  private MachineLoan() {}

  /**
   * The job on whose machine this one runs; empty: on one of its own. So does a job whose lender is
   * disabled or was not wanted when the build began.
   */
  public static Optional<JobId> lenderOf(Build build, JobState job) {
    return wanted(job)
        .filter(id ->
            build
                .find(id)
                .filter(
                    lender -> !BuildLayout.isWanted(lender.definition(), build.start().onlyJobs()))
                .isEmpty());
  }

  private static Optional<JobId> wanted(JobState job) {
    return job.definition().runsOn().target() instanceof Target.SameAsJob(var id) && !id.isEmpty()
        ? Optional.of(new JobId(id))
        : Optional.empty();
  }

  static boolean isWanted(JobStep step) {
    return step.isReady() && !step.job().isMatrixParent() && wanted(step.job()).isPresent();
  }

  static Answer check(JobStep step) {
    Progress progress = step.progress();
    Optional<JobId> wanted = lenderOf(progress.build(), step.job());
    if (wanted.isEmpty()) {
      return Answer.CONTINUE;
    }
    Optional<JobState> lender = progress.build().find(wanted.get());
    if (lender.filter(MachineLoan::hasHadMachine).isPresent()) {
      return Answer.CONTINUE;
    }
    JobState here = progress.find(wanted.get());
    if (here == null || here.status().isFinished() || !isOrdinary(here)) {
      return refuse(step, wanted.get());
    }
    if (step.job().status() == JobStatus.QUEUE) {
      progress.put(step.job().become(JobStatus.DEPENDENT_WAITING));
    }
    return Answer.WAIT;
  }

  /** A matrix has many machines, and its jobs may wait for this one. */
  private static boolean isOrdinary(JobState job) {
    return job.role() instanceof MatrixRole.None;
  }

  private static boolean hasHadMachine(JobState job) {
    return job.preparedAt().isPresent()
        && job.startedAt().isPresent()
        && job.status() != JobStatus.PREPARE_ENV;
  }

  private static Answer refuse(JobStep step, JobId lender) {
    step.progress()
        .put(
            step.job()
                .ending(
                    Failure.of(
                        FailureKind.USER,
                        FailureCodes.NO_MACHINE_TO_SHARE,
                        Reason.NO_MACHINE_TO_SHARE.of(lender))));
    return step.end(JobStatus.FAILED);
  }

  /**
   * Has those looked at that wait for the machine of {@code lender}; not what its matrix holds
   * back.
   */
  static void wake(Progress progress, JobId lender) {
    for (JobId sharer : progress.stage().jobs().sharersOf(lender)) {
      if (progress.job(sharer).status() == JobStatus.DEPENDENT_WAITING) {
        progress.visit(sharer);
      }
    }
  }
}
