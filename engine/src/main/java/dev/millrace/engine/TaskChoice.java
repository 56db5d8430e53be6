package dev.millrace.engine;

import dev.millrace.engine.Command.Answer;
import dev.millrace.engine.RunConditions.Decision;
import dev.millrace.engine.RunConditions.JobSoFar;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.Tasks;
import java.util.Optional;

/**
 * Which task of a job is next, and what it needs to begin: a person's word, a machine, or nothing.
 * At most one task of a job is chosen, waits or runs at a time, the first that is not over.
 */
final class TaskChoice {
  private TaskChoice() {}

  /** Has a job that waits go on with its next task, or ends it if none is left. */
  static Answer begin(JobStep step) {
    if (skipAll(step)) {
      return step.end(JobControl.result(step));
    }
    Answer answer = beginNext(step);
    DispatchControl.wakeNext(step.progress());
    return answer;
  }

  /** Chooses the next task of a running job, or ends the job. */
  static Answer next(JobStep step) {
    Progress progress = step.progress();
    for (OpenTask open = OpenTask.of(progress, step.id());
        open != null;
        open = OpenTask.of(progress, step.id())) {
      switch (open.status()) {
        case RUNNING -> {
          return Answer.WAIT;
        }
        case QUEUE_CACHE, RETRY, REVIEWING, CALL_WAITING, QUALITY_CHECKING, QUALITY_CHECK_WAIT -> {
          if (!open.isStopping()) {
            return Answer.WAIT;
          }
          open.breakOff(TaskStatus.CANCELED, Optional.of(open.stopReason()));
        }
        case QUEUE -> {
          TaskState decided = decided(progress, step.job(), open.task());
          if (decided.status() != TaskStatus.QUEUE_CACHE) {
            open.put(decided);
          } else if (beginNext(step) == Answer.WAIT) {
            return Answer.WAIT;
          }
        }
        case PAUSE,
            SUCCEED,
            FAILED,
            REVIEW_ABORT,
            QUALITY_CHECK_FAIL,
            EXEC_TIMEOUT,
            CANCELED,
            SKIP,
            UNEXEC ->
            throw new IllegalStateException(
                "task " + open.task().id() + " of a running job is open in " + open.status());
      }
    }
    return step.end(JobControl.result(step));
  }

  /** Skips tasks up to the first that runs, as a rule the first of all; answers if none does. */
  private static boolean skipAll(JobStep step) {
    Progress progress = step.progress();
    JobState job = step.job();
    Tasks tasks = job.tasks();
    for (int i = tasks.open(); i < tasks.size(); i = tasks.open()) {
      TaskState next = decided(progress, job.with(tasks), tasks.get(i));
      if (next.status() == TaskStatus.QUEUE_CACHE) {
        progress.put(job.with(tasks));
        return false;
      }
      tasks = tasks.with(i, next);
    }
    progress.put(job.with(tasks));
    return true;
  }

  /** A task for a worker that is yet to come stays in the queue: much may change until then. */
  private static Answer beginNext(JobStep step) {
    Progress progress = step.progress();
    JobState job = step.job();
    TaskState task = job.tasks().get(job.tasks().open());
    if (PauseControl.pauses(task)) {
      PauseControl.pause(progress, job);
      return Answer.WAIT;
    }
    return switch (TaskPlace.of(task.definition().action())) {
      case SERVER -> {
        if (!step.isRunning()) {
          JobControl.run(progress, job);
        }
        ServerTaskControl.begin(progress, step.id());
        yield Answer.CONTINUE;
      }
      case WORKER -> {
        if (job.hasMachine()) {
          progress.put(
              job.with(job.tasks().with(job.tasks().open(), task.become(TaskStatus.QUEUE_CACHE))));
        } else {
          JobControl.askForMachine(progress, job);
        }
        yield Answer.WAIT;
      }
    };
  }

  /** Skipped is what did not want to run; what could not any more was never reached. */
  private static TaskState decided(Progress progress, JobState job, TaskState task) {
    if (job.isBeingEnded()) {
      return task.passedOver(TaskStatus.UNEXEC, Optional.empty());
    }
    if (task.continued().isPresent()) {
      // A person has let it run, and was not asked about what changed meanwhile.
      return task.become(TaskStatus.QUEUE_CACHE);
    }
    if (task.isPost()) {
      return PostActions.decided(progress, job, task);
    }
    Tasks tasks = job.tasks();
    var soFar =
        new JobSoFar(
            tasks.failed(), tasks.excused(), tasks.cancelled() || progress.isCancelled(job));
    return switch (RunConditions.ofTask(progress.build(), progress.stage(), job, task, soFar)) {
      case Decision.Run _ -> chosen(progress, job, task);
      case Decision.Skip(var reason) ->
          task.passedOver(soFar.isGood() ? TaskStatus.SKIP : TaskStatus.UNEXEC, reason);
    };
  }

  /**
   * Who cancelled the build or job has said already that a task which would ask first shall not
   * run.
   */
  private static TaskState chosen(Progress progress, JobState job, TaskState task) {
    TaskState chosen = task.become(TaskStatus.QUEUE_CACHE);
    return PauseControl.pauses(task) && progress.isCancelled(job)
        ? chosen.passedOver(
            TaskStatus.CANCELED, Optional.of(job.failure().orElseGet(progress::cancellation)))
        : chosen;
  }
}
