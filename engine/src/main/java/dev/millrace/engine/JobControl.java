package dev.millrace.engine;

import dev.millrace.engine.Command.Answer;
import dev.millrace.engine.RunConditions.Decision;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TimerKeys;
import dev.millrace.engine.order.Contexts;
import dev.millrace.engine.order.Texts;
import dev.millrace.engine.order.WorkOrders;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MachineUse;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.expression.TextTooLong;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The rules of a job. Its chain, in order:
 *
 * <ol>
 *   <li>check depend-on
 *   <li>check conditional skip
 *   <li>check loan: the machine of another job of the build
 *   <li>check mutex
 *   <li>check dispatch queue: how many machines one stage may have
 *   <li>initialize matrix
 *   <li>run matrix
 *   <li>begin: skip what does not run, then pause, ask for a machine, or go on without one
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
          new Command<>("check conditional skip", JobStep::isUndecided, JobControl::checkCondition),
          new Command<>("check loan", MachineLoan::isWanted, MachineLoan::check),
          new Command<>("check mutex", MutexControl::isWanted, MutexControl::check),
          new Command<>("check dispatch queue", DispatchControl::isLimited, DispatchControl::check),
          new Command<>("initialize matrix", JobStep::isReadyMatrix, MatrixControl::initialize),
          new Command<>("run matrix", JobStep::isRunningMatrix, MatrixControl::run),
          new Command<>("begin", JobStep::isToBegin, TaskChoice::begin),
          new Command<>("next task", JobStep::isRunning, TaskChoice::next),
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
        case QUEUE, DEPENDENT_WAITING, PREPARE_ENV, RUNNING, PAUSE -> waits = true;
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

  /** Has a job wait for a machine; meanwhile its timeout stands still. */
  static void askForMachine(Progress progress, JobState before) {
    if (before.status() == JobStatus.RUNNING) {
      progress.add(new Effect.ClearTimer(TimerKeys.job(before.id())));
    }
    JobState job = before.prepared(progress.now());
    progress.put(job);
    progress.add(new Effect.PrepareMachine(job.id(), job.attempt(), job.fence()));
    int minutes = job.definition().prepareTimeoutMinutes().orElse(DEFAULT_PREPARE_MINUTES);
    progress.add(
        new Effect.SetTimer(
            TimerKeys.prepare(job.id()),
            progress.now().plus(Duration.ofMinutes(minutes)),
            new BuildEvent.PrepareTimeoutReached(job.id(), job.attempt(), job.fence())));
  }

  /** Has a job run, with a machine or without, for what is left of its timeout. */
  static void run(Progress progress, JobState before) {
    JobState job = before.started(progress.now());
    progress.put(job);
    var texts = new Texts(progress.build(), Contexts.of(progress.build(), progress.stage(), job));
    Duration left = job.runTime().left(texts.resolve(job.definition().timeout()));
    progress.add(
        new Effect.SetTimer(
            TimerKeys.job(job.id()),
            progress.now().plus(left),
            new BuildEvent.JobTimeoutReached(job.id(), job.attempt(), job.fence())));
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
        job.with(BuildEndControl.passOver(job.tasks(), rest))
            .withMachineTurn(0)
            .ended(status, progress.now()));
    releaseMachine(progress, job);
    MutexControl.release(progress, id);
    DispatchControl.wakeNext(progress);
    MachineLoan.wake(progress, id);
    if (job.role() instanceof MatrixRole.Child child) {
      progress.visit(child.parent());
    } else {
      progress.stage().jobs().dependentsOf(id).forEach(progress::visit);
    }
  }

  /** Clears what watches over a job that waits for a machine or runs, and lets its machine go. */
  static void releaseMachine(Progress progress, JobState job) {
    switch (job.status()) {
      case PREPARE_ENV -> progress.add(new Effect.ClearTimer(TimerKeys.prepare(job.id())));
      case RUNNING -> {
        if (!job.isMatrixParent()) {
          progress.add(new Effect.ClearTimer(TimerKeys.job(job.id())));
        }
      }
      case QUEUE, DEPENDENT_WAITING, PAUSE, SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> {}
    }
    if (job.hasMachine()) {
      progress.add(release(job));
    }
  }

  private static Effect release(JobState job) {
    return new Effect.ReleaseMachine(job.id(), job.attempt(), job.fence());
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
      case PAUSE -> {
        progress.put(job.ending(reason));
        PauseControl.end(progress, Objects.requireNonNull(OpenTask.of(progress, id)), reason);
      }
      case SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> {}
    }
  }

  private static void stopRunning(Progress progress, JobState job, Failure reason) {
    if (!job.isBeingEnded()) {
      progress.put(job.ending(reason));
      WorkerTaskControl.interrupt(progress, job.id());
      progress.visit(job.id());
    }
  }

  static void workerStarted(Progress progress, JobId id) {
    JobState job = progress.job(id);
    if (job.status() != JobStatus.PREPARE_ENV) {
      return;
    }
    progress.add(new Effect.ClearTimer(TimerKeys.prepare(id)));
    run(progress, job);
    MachineLoan.wake(progress, id);
    try {
      var _ = WorkOrders.job(progress.build(), id);
    } catch (TextTooLong tooLong) {
      progress.put(
          progress
              .job(id)
              .ending(Failure.of(FailureKind.USER, FailureCodes.TEXT_TOO_LONG, tooLong.reason())));
    }
    progress.visit(id);
  }

  /**
   * A worker is gone. Where no task had begun on its machine nothing is lost, and another machine
   * is asked for when a task needs one, a few times; otherwise the job fails, since what its tasks
   * left on the machine is gone.
   */
  static void workerLost(Progress progress, JobId id, Failure failure) {
    JobState job = progress.job(id);
    boolean again =
        job.machine() == MachineUse.FRESH
            && failure.kind() != FailureKind.USER
            && job.failure().isEmpty()
            && !progress.isCancelled()
            && job.lostWorkers() < MAX_LOST_WORKERS;
    if (!again) {
      Failure reason = job.failure().orElse(failure);
      WorkerTaskControl.abandon(progress, id, Optional.of(reason));
      progress.put(progress.job(id).ending(reason));
      end(progress, id, result(new JobStep(progress, id)));
      return;
    }
    progress.add(release(job));
    boolean needed = WorkerTaskControl.unchoose(progress, id);
    JobState without = progress.job(id).lostWorker();
    if (needed || job.status() == JobStatus.PREPARE_ENV) {
      askForMachine(progress, without);
    } else {
      progress.put(without);
    }
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
}
