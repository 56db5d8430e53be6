package dev.millrace.engine;

import dev.millrace.engine.Command.Answer;
import dev.millrace.engine.RunConditions.Decision;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.order.Contexts;
import dev.millrace.engine.order.Texts;
import dev.millrace.engine.order.WorkOrders;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.expression.TextTooLong;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a job. Its chain, in order; what stands in brackets has its place and is not there
 * yet:
 *
 * <ol>
 *   <li>check depend-on
 *   <li>check conditional skip
 *   <li>(check pause: a task that waits for a person before it runs)
 *   <li>(check mutex)
 *   <li>(check dispatch queue: how many machines one stage may start)
 *   <li>initialize matrix
 *   <li>run matrix
 *   <li>(agent reuse: the machine another job of the build runs on)
 *   <li>prepare machine
 *   <li>next task
 *   <li>update state, finally: the job's result, and who waits for it
 * </ol>
 */
final class JobControl {
  /** Workers that may be lost before a task begins; the next one fails the job. */
  static final int MAX_LOST_WORKERS = 2;

  /** How long to wait for a machine where the pipeline does not say. */
  static final int DEFAULT_PREPARE_MINUTES = 10;

  private static final List<Command<JobStep>> CHAIN =
      List.of(
          new Command<>("check depend-on", JobStep::isReady, JobControl::checkDependOn),
          new Command<>("check conditional skip", JobStep::isReady, JobControl::checkCondition),
          new Command<>("initialize matrix", JobStep::isReadyMatrix, MatrixControl::initialize),
          new Command<>("run matrix", JobStep::isRunningMatrix, MatrixControl::run),
          new Command<>("prepare machine", JobStep::isReady, JobControl::prepareMachine),
          new Command<>("next task", JobStep::isRunning, TaskControl::next),
          new Command<>("update state, finally", _ -> false, JobControl::updateState));

  private JobControl() {}

  /** Takes a job of the running stage as far as it can go now. */
  static void look(Progress progress, JobId id) {
    JobState job = progress.find(id);
    if (job != null && !job.status().isFinished()) {
      Answer _ = Command.run(CHAIN, new JobStep(progress, id));
    }
  }

  /**
   * A job that was skipped, failed or cancelled takes those with it that wait for it, also where
   * its failure is excused.
   */
  private static Answer checkDependOn(JobStep step) {
    boolean waits = false;
    for (JobId dependency : step.job().dependsOn()) {
      switch (step.progress().job(dependency).status()) {
        case SUCCEED -> {}
        case QUEUE, DEPENDENT_WAITING, PREPARE_ENV, RUNNING -> waits = true;
        case FAILED, CANCELED, SKIP, UNEXEC -> {
          return step.end(JobStatus.SKIP);
        }
      }
    }
    if (!waits) {
      return Answer.CONTINUE;
    }
    if (step.job().status() == JobStatus.QUEUE) {
      step.progress().put(step.job().become(JobStatus.DEPENDENT_WAITING));
    }
    return Answer.WAIT;
  }

  /** The children of a matrix run when their parent does. */
  private static Answer checkCondition(JobStep step) {
    JobState job = step.job();
    if (MatrixControl.isChild(job)) {
      return Answer.CONTINUE;
    }
    Progress progress = step.progress();
    return switch (RunConditions.ofJob(progress.build(), progress.stage(), job)) {
      case Decision.Run _ -> Answer.CONTINUE;
      case Decision.Skip(var reason) -> {
        reason.ifPresent(why -> progress.put(step.job().ending(why)));
        yield step.end(JobStatus.SKIP);
      }
    };
  }

  /** No machine is asked for where no task would run on it. */
  private static Answer prepareMachine(JobStep step) {
    if (TaskControl.skipAll(step)) {
      return step.end(JobStatus.SUCCEED);
    }
    askForMachine(step.progress(), step.job());
    return Answer.WAIT;
  }

  private static void askForMachine(Progress progress, JobState before) {
    JobState job = before.prepared(progress.now());
    progress.put(job);
    progress.add(new Effect.PrepareMachine(job.id(), job.attempt(), job.fence()));
    int minutes = job.definition().prepareTimeoutMinutes().orElse(DEFAULT_PREPARE_MINUTES);
    progress.add(
        new Effect.SetTimer(
            prepareTimer(job.id()),
            progress.now().plus(Duration.ofMinutes(minutes)),
            new BuildEvent.PrepareTimeoutReached(job.id(), job.attempt(), job.fence())));
  }

  private static Answer updateState(JobStep step) {
    end(step.progress(), step.id(), step.result());
    return Answer.FINALLY;
  }

  /** Ends a job; its tasks that wait are passed over, and so are its children that wait. */
  static void end(Progress progress, JobId id, JobStatus status) {
    JobState job = progress.job(id);
    if (job.isMatrixParent()) {
      MatrixControl.childrenOf(progress, job).stream()
          .filter(child -> !child.status().isFinished())
          .forEach(child ->
              end(
                  progress,
                  child.id(),
                  status == JobStatus.SKIP ? JobStatus.SKIP : JobStatus.UNEXEC));
    }
    TaskStatus rest = status == JobStatus.SKIP ? TaskStatus.SKIP : TaskStatus.UNEXEC;
    progress.put(
        job.with(BuildEndControl.passOver(job.tasks(), rest)).ended(status, progress.now()));
    releaseMachine(progress, job);
    if (job.role() instanceof MatrixRole.Child child) {
      progress.visit(child.parent());
    } else {
      progress.stage().jobs().dependentsOf(id).forEach(progress::visit);
    }
  }

  /** Whether the job has a machine, or one is being prepared for it. */
  static boolean hasMachine(JobState job) {
    return switch (job.status()) {
      case PREPARE_ENV -> true;
      case RUNNING -> !job.isMatrixParent();
      case QUEUE, DEPENDENT_WAITING, SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> false;
    };
  }

  private static void releaseMachine(Progress progress, JobState job) {
    if (hasMachine(job)) {
      progress.add(
          new Effect.ClearTimer(
              job.status() == JobStatus.RUNNING ? jobTimer(job.id()) : prepareTimer(job.id())));
      progress.add(new Effect.ReleaseMachine(job.id(), job.attempt(), job.fence()));
    }
  }

  /** The result of a job whose tasks are over. A failure is told before a cancellation. */
  static JobStatus result(JobStep step) {
    JobState job = step.job();
    if (job.tasks().failed()) {
      return JobStatus.FAILED;
    }
    if (step.progress().isCancelled(job)) {
      return JobStatus.CANCELED;
    }
    if (job.failure().isPresent()) {
      return JobStatus.FAILED;
    }
    return job.tasks().cancelled() ? JobStatus.CANCELED : JobStatus.SUCCEED;
  }

  /** Ends a job because of another's failure; one that never began counts as never reached. */
  static void kill(Progress progress, JobId id, Failure reason) {
    JobState job = progress.job(id);
    switch (job.status()) {
      case QUEUE, DEPENDENT_WAITING, PREPARE_ENV -> {
        progress.put(job.ending(reason));
        end(progress, id, JobStatus.UNEXEC);
      }
      case RUNNING -> stopRunning(progress, job, reason);
      case SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> {}
    }
  }

  private static void stopRunning(Progress progress, JobState job, Failure reason) {
    if (!job.isBeingEnded()) {
      progress.put(job.ending(reason));
      TaskControl.interrupt(progress, job.id());
      progress.visit(job.id());
    }
  }

  static void workerStarted(Progress progress, JobId id) {
    JobState job = progress.job(id);
    if (job.status() != JobStatus.PREPARE_ENV) {
      return;
    }
    JobState started = job.started(progress.now());
    progress.put(started);
    progress.add(new Effect.ClearTimer(prepareTimer(id)));
    var texts =
        new Texts(progress.build(), Contexts.of(progress.build(), progress.stage(), started));
    progress.add(
        new Effect.SetTimer(
            jobTimer(id),
            progress.now().plus(texts.resolve(job.definition().timeout())),
            new BuildEvent.JobTimeoutReached(id, job.attempt(), job.fence())));
    try {
      var _ = WorkOrders.job(progress.build(), id);
    } catch (TextTooLong tooLong) {
      progress.put(
          started.ending(
              Failure.of(FailureKind.USER, FailureCodes.TEXT_TOO_LONG, tooLong.reason())));
    }
    progress.visit(id);
  }

  /**
   * A worker is gone. Where no task had begun nothing is lost, and another machine is asked for, a
   * few times; otherwise the job fails, since what its tasks left on the machine is gone.
   */
  static void workerLost(Progress progress, JobId id, Failure failure) {
    JobState job = progress.job(id);
    boolean again =
        !TaskControl.anyBegan(job)
            && failure.kind() != FailureKind.USER
            && job.failure().isEmpty()
            && !progress.isCancelled()
            && job.lostWorkers() < MAX_LOST_WORKERS;
    if (again) {
      releaseMachine(progress, job);
      TaskControl.unchoose(progress, id);
      askForMachine(progress, progress.job(id).lostWorker());
      return;
    }
    Failure reason = job.failure().orElse(failure);
    TaskControl.abandon(progress, id, Optional.of(reason));
    progress.put(progress.job(id).ending(reason));
    end(progress, id, result(new JobStep(progress, id)));
  }

  static void timeoutReached(Progress progress, JobId id) {
    JobState job = progress.job(id);
    if (job.status() == JobStatus.RUNNING) {
      stopRunning(
          progress,
          job,
          Failure.of(FailureKind.USER, FailureCodes.JOB_TIMEOUT, Reason.JOB_TIMEOUT.of()));
    }
  }

  static void prepareTimeoutReached(Progress progress, JobId id) {
    JobState job = progress.job(id);
    if (job.status() == JobStatus.PREPARE_ENV) {
      progress.put(
          job.ending(
              Failure.of(
                  FailureKind.BUILD_MACHINE,
                  FailureCodes.PREPARE_TIMEOUT,
                  Reason.PREPARE_TIMEOUT.of())));
      end(progress, id, JobStatus.FAILED);
    }
  }

  private static String prepareTimer(JobId id) {
    return "prepare:" + id;
  }

  private static String jobTimer(JobId id) {
    return "job:" + id;
  }
}
