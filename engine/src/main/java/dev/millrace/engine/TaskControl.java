package dev.millrace.engine;

import dev.millrace.engine.Command.Answer;
import dev.millrace.engine.RunConditions.Decision;
import dev.millrace.engine.RunConditions.JobSoFar;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.order.TaskOrder;
import dev.millrace.engine.order.WorkOrders;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.Tasks;
import dev.millrace.expression.TextTooLong;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a task: which is next, what its end means. At most one task of a job is chosen or
 * runs at a time, the first that is not over.
 */
final class TaskControl {
  /** How long a worker has to end a task after its timeout, or after it was told to stop. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** More retries are never made, whatever the pipeline says. */
  static final int MAX_RETRIES = 5;

  private TaskControl() {}

  /** Chooses the job's next task, or ends the job. */
  static Answer next(JobStep step) {
    while (step.job().tasks().open() < step.job().tasks().size()) {
      JobState job = step.job();
      int position = job.tasks().open();
      TaskState task = job.tasks().get(position);
      boolean stopping = isStopping(step.progress(), job, task);
      switch (task.status()) {
        case RUNNING -> {
          return Answer.WAIT;
        }
        case QUEUE_CACHE -> {
          if (!stopping) {
            return Answer.WAIT;
          }
          put(
              step.progress(),
              job,
              position,
              task.passedOver(
                  TaskStatus.CANCELED, Optional.of(reason(step.progress(), job, task))));
        }
        case QUEUE -> put(step.progress(), job, position, decided(step.progress(), job, task));
        case RETRY, SUCCEED, FAILED, EXEC_TIMEOUT, CANCELED, SKIP, UNEXEC ->
            throw new IllegalStateException("task " + task.id() + " is open in " + task.status());
      }
    }
    return step.end(JobControl.result(step));
  }

  /** Skipped is what did not want to run; what could not any more was never reached. */
  private static TaskState decided(Progress progress, JobState job, TaskState task) {
    if (job.isBeingEnded()) {
      return task.passedOver(TaskStatus.UNEXEC, Optional.empty());
    }
    Tasks tasks = job.tasks();
    var soFar =
        new JobSoFar(
            tasks.failed(), tasks.excused(), tasks.cancelled() || progress.isCancelled(job));
    return switch (RunConditions.ofTask(progress.build(), progress.stage(), job, task, soFar)) {
      case Decision.Run _ -> task.become(TaskStatus.QUEUE_CACHE);
      case Decision.Skip(var reason) ->
          task.passedOver(soFar.isGood() ? TaskStatus.SKIP : TaskStatus.UNEXEC, reason);
    };
  }

  /**
   * Skips the tasks of a job that has no machine yet, if none of them would run; answers whether
   * that is so. Stops at the first that would, as a rule the first of all.
   */
  static boolean skipAll(JobStep step) {
    Progress progress = step.progress();
    JobState job = step.job();
    Tasks tasks = job.tasks();
    for (int i = tasks.open(); i < tasks.size(); i = tasks.open()) {
      TaskState next = decided(progress, job.with(tasks), tasks.get(i));
      if (next.status() == TaskStatus.QUEUE_CACHE) {
        return false;
      }
      tasks = tasks.with(i, next);
    }
    progress.put(job.with(tasks));
    return true;
  }

  static void claimed(Progress progress, JobId id) {
    JobState job = progress.job(id);
    TaskState chosen = openTask(job);
    if (chosen == null || chosen.status() != TaskStatus.QUEUE_CACHE) {
      return;
    }
    int position = job.tasks().open();
    TaskState task = chosen.claimed(progress.now());
    put(progress, job, position, task);
    TaskOrder order;
    try {
      order = WorkOrders.order(progress.build(), progress.stage(), progress.job(id), task);
    } catch (TextTooLong tooLong) {
      fail(progress, id, tooLong);
      return;
    }
    setTimer(progress, job, task, order.timeout().plus(PATIENCE));
  }

  private static void fail(Progress progress, JobId id, TextTooLong tooLong) {
    Failure failure = Failure.of(FailureKind.USER, FailureCodes.TEXT_TOO_LONG, tooLong.reason());
    end(progress, id, TaskStatus.FAILED, Optional.of(failure), Data.ordered(Map.of()), List.of());
  }

  /** Whether this execution of the task is what the job does now. */
  static boolean isRunning(Progress progress, JobId id, TaskId task, int retry) {
    TaskState open = openTask(progress.job(id));
    return open != null
        && open.status() == TaskStatus.RUNNING
        && open.id().equals(task)
        && open.retry() == retry;
  }

  static void completed(Progress progress, JobId id, TaskResult result) {
    JobState job = progress.job(id);
    TaskState task = job.tasks().get(job.tasks().open());
    List<Sentence> warnings = VariableWrites.apply(progress, result.variables());
    boolean stopping = isStopping(progress, job, task);
    boolean badly =
        result.outcome() == TaskResult.Outcome.FAILED
            || result.outcome() == TaskResult.Outcome.TIMED_OUT;
    int retries = Math.min(task.definition().retryTimes(), MAX_RETRIES);
    if (badly && !stopping && task.retry() < retries) {
      progress.add(new Effect.ClearTimer(timer(task.id())));
      TaskState again = task.toRetry().become(TaskStatus.QUEUE_CACHE);
      put(progress, job, job.tasks().open(), again);
      return;
    }
    TaskStatus status = stopping ? TaskStatus.CANCELED : statusOf(result.outcome());
    Optional<Failure> failure =
        stopping ? Optional.of(reason(progress, job, task)) : result.failure();
    end(progress, id, status, failure, result.outputs(), warnings);
  }

  private static TaskStatus statusOf(TaskResult.Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> TaskStatus.SUCCEED;
      case FAILED -> TaskStatus.FAILED;
      case TIMED_OUT -> TaskStatus.EXEC_TIMEOUT;
      case CANCELLED -> TaskStatus.CANCELED;
    };
  }

  /** Its worker has not ended the task in time; it is told to once more, and not waited for. */
  static void timeoutReached(Progress progress, JobId id) {
    JobState job = progress.job(id);
    TaskState task = job.tasks().get(job.tasks().open());
    boolean stopping = isStopping(progress, job, task);
    progress.add(stopEffect(job, task));
    end(
        progress,
        id,
        stopping ? TaskStatus.CANCELED : TaskStatus.EXEC_TIMEOUT,
        Optional.of(
            stopping
                ? reason(progress, job, task)
                : Failure.of(
                    FailureKind.USER, FailureCodes.TASK_TIMEOUT, Reason.TASK_TIMEOUT.of())),
        Data.ordered(Map.of()),
        List.of());
  }

  private static void end(
      Progress progress,
      JobId id,
      TaskStatus status,
      Optional<Failure> failure,
      SequencedMap<String, String> outputs,
      List<Sentence> warnings) {
    JobState job = progress.job(id);
    int position = job.tasks().open();
    TaskState task = job.tasks().get(position);
    var complaints = new ArrayList<>(task.warnings());
    complaints.addAll(warnings);
    progress.add(new Effect.ClearTimer(timer(task.id())));
    put(progress, job, position, task.ended(status, progress.now(), failure, outputs, complaints));
    progress.visit(id);
  }

  /** Tells the worker to stop the running task, unless the task runs whatever happens. */
  static void interrupt(Progress progress, JobId id) {
    JobState job = progress.job(id);
    TaskState task = openTask(job);
    if (task != null && task.status() == TaskStatus.RUNNING && isStopping(progress, job, task)) {
      progress.add(stopEffect(job, task));
      setTimer(progress, job, task, PATIENCE);
    }
  }

  /** Tells the worker to stop the running task, without waiting for an answer. */
  static void stop(Progress progress, JobId id) {
    JobState job = progress.job(id);
    TaskState task = openTask(job);
    if (task != null && task.status() == TaskStatus.RUNNING) {
      progress.add(stopEffect(job, task));
    }
  }

  /** Ends the running task of a job whose worker is gone or not waited for. */
  static void abandon(Progress progress, JobId id, Optional<Failure> reason) {
    JobState job = progress.job(id);
    TaskState task = openTask(job);
    if (task != null && task.status() == TaskStatus.RUNNING) {
      boolean cancelled =
          progress.isCancelled()
              || progress.isForced()
              || job.failure().isPresent()
              || task.failure().isPresent();
      progress.add(new Effect.ClearTimer(timer(task.id())));
      put(
          progress,
          job,
          job.tasks().open(),
          task.ended(
              cancelled ? TaskStatus.CANCELED : TaskStatus.FAILED,
              progress.now(),
              reason,
              task.outputs(),
              task.warnings()));
    }
  }

  /** Whether a task of the job began in this attempt. */
  static boolean anyBegan(JobState job) {
    return job.tasks().stream()
        .anyMatch(task ->
            task.attempt() == job.attempt() && (task.startedAt().isPresent() || task.retry() > 0));
  }

  /** The chosen task waits again, since there is no worker to claim it. */
  static void unchoose(Progress progress, JobId id) {
    JobState job = progress.job(id);
    TaskState task = openTask(job);
    if (task != null && task.status() == TaskStatus.QUEUE_CACHE) {
      put(progress, job, job.tasks().open(), task.become(TaskStatus.QUEUE));
    }
  }

  /**
   * Whether the task shall stop or not begin. In a cancelled build or job a task whose condition is
   * ALWAYS goes on; in a job that is being ended none does, nor does one that was cancelled itself.
   */
  private static boolean isStopping(Progress progress, JobState job, TaskState task) {
    return task.failure().isPresent()
        || job.isBeingEnded()
        || (progress.isCancelled(job)
            && !task.definition().condition().equals(new RunCondition.By(Word.ALWAYS)));
  }

  private static Failure reason(Progress progress, JobState job, TaskState task) {
    return task.failure().or(job::failure).orElseGet(progress::cancellation);
  }

  private static @Nullable TaskState openTask(JobState job) {
    Tasks tasks = job.tasks();
    return tasks.open() < tasks.size() ? tasks.get(tasks.open()) : null;
  }

  private static void put(Progress progress, JobState job, int position, TaskState task) {
    progress.put(job.with(job.tasks().with(position, task)));
  }

  private static Effect stopEffect(JobState job, TaskState task) {
    return new Effect.StopTask(job.id(), job.attempt(), job.fence(), task.id(), task.retry());
  }

  private static void setTimer(Progress progress, JobState job, TaskState task, Duration patience) {
    progress.add(
        new Effect.SetTimer(
            timer(task.id()),
            progress.now().plus(patience),
            new BuildEvent.TaskTimeoutReached(task.id(), job.id(), job.attempt(), task.retry())));
  }

  private static String timer(TaskId id) {
    return "task:" + id;
  }
}
