package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TimerKeys;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.Tasks;
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
 * The task a job is at: the first that is not over. What every control does to it, whoever runs it:
 * set its timers, end it, stop it.
 */
final class OpenTask {
  private static final SequencedMap<String, String> NO_OUTPUTS = Data.ordered(Map.of());

  private final Progress progress;
  private final JobId id;
  private final int position;

  private OpenTask(Progress progress, JobId id, int position) {
    this.progress = progress;
    this.id = id;
    this.position = position;
  }

  /** The open task of a job of the running stage, or null when all are over. */
  static @Nullable OpenTask of(Progress progress, JobId job) {
    Tasks tasks = progress.job(job).tasks();
    return tasks.open() < tasks.size() ? new OpenTask(progress, job, tasks.open()) : null;
  }

  JobState job() {
    return progress.job(id);
  }

  TaskState task() {
    return job().tasks().get(position);
  }

  TaskStatus status() {
    return task().status();
  }

  void put(TaskState task) {
    JobState job = job();
    progress.put(job.with(job.tasks().with(position, task)));
  }

  /**
   * Whether the task shall stop or not begin. In a cancelled build or job a task whose condition is
   * ALWAYS goes on; in a job that is being ended none does, nor does one that was cancelled itself.
   */
  boolean isStopping() {
    return task().failure().isPresent()
        || job().isBeingEnded()
        || (progress.isCancelled(job())
            && !task().definition().condition().equals(new RunCondition.By(Word.ALWAYS)));
  }

  Failure stopReason() {
    return task().failure().or(job()::failure).orElseGet(progress::cancellation);
  }

  /** Ends the task, which ran; its job is looked at again. */
  void end(TaskStatus status, Optional<Failure> failure) {
    end(status, failure, NO_OUTPUTS, List.of());
  }

  void end(
      TaskStatus status,
      Optional<Failure> failure,
      SequencedMap<String, String> outputs,
      List<Sentence> warnings) {
    TaskState task = task();
    var complaints = new ArrayList<>(task.warnings());
    complaints.addAll(warnings);
    clearTimers();
    put(task.ended(status, progress.now(), failure, outputs, complaints));
    progress.visit(id);
  }

  /** Ends a task that is chosen, waits or runs by itself, without waiting for anybody. */
  void breakOff(TaskStatus status, Optional<Failure> reason) {
    TaskState task = task();
    clearTimers();
    switch (task.status()) {
      case QUEUE_CACHE, RETRY, PAUSE -> put(task.passedOver(status, reason));
      case RUNNING, REVIEWING, CALL_WAITING, QUALITY_CHECKING, QUALITY_CHECK_WAIT -> {
        giveUp();
        put(task.ended(status, progress.now(), reason, task.outputs(), task.warnings()));
      }
      case QUEUE,
          SUCCEED,
          FAILED,
          REVIEW_ABORT,
          QUALITY_CHECK_FAIL,
          EXEC_TIMEOUT,
          CANCELED,
          SKIP,
          UNEXEC ->
          throw new IllegalStateException("task " + task.id() + " is " + task.status());
    }
  }

  /** Nobody waits any more for what the server does for the task. */
  void giveUp() {
    if (status() == TaskStatus.CALL_WAITING) {
      JobState job = job();
      TaskState task = task();
      progress.add(new Effect.CancelSubPipeline(id, job.attempt(), task.id(), task.retry()));
    }
  }

  void clearTimers() {
    switch (status()) {
      case RUNNING, CALL_WAITING, QUALITY_CHECKING, QUALITY_CHECK_WAIT ->
          progress.add(new Effect.ClearTimer(timer()));
      case REVIEWING -> {
        progress.add(new Effect.ClearTimer(timer()));
        progress.add(new Effect.ClearTimer(reminder()));
      }
      case RETRY -> progress.add(new Effect.ClearTimer(retryTimer()));
      case QUEUE,
          QUEUE_CACHE,
          PAUSE,
          SUCCEED,
          FAILED,
          REVIEW_ABORT,
          QUALITY_CHECK_FAIL,
          EXEC_TIMEOUT,
          CANCELED,
          SKIP,
          UNEXEC -> {}
    }
  }

  /** Sets the timer of a task that has to end by then. */
  void setTimeout(Duration patience) {
    JobState job = job();
    TaskState task = task();
    setTimer(
        timer(),
        patience,
        new BuildEvent.TaskTimeoutReached(task.id(), id, job.attempt(), task.retry()));
  }

  void setTimer(String key, Duration wait, BuildEvent event) {
    progress.add(new Effect.SetTimer(key, progress.now().plus(wait), event));
  }

  private String timer() {
    return TimerKeys.task(task().id());
  }

  String reminder() {
    return TimerKeys.reminder(task().id());
  }

  String retryTimer() {
    return TimerKeys.retry(task().id());
  }
}
