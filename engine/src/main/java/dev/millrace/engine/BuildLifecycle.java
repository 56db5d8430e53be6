package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.BuildAdmitted;
import dev.millrace.engine.event.BuildEvent.CancelRequested;
import dev.millrace.engine.event.BuildEvent.CancelledByQueue;
import dev.millrace.engine.event.BuildEvent.JobTimeoutReached;
import dev.millrace.engine.event.BuildEvent.PartCancelRequested;
import dev.millrace.engine.event.BuildEvent.PrepareTimeoutReached;
import dev.millrace.engine.event.BuildEvent.QueueTimedOut;
import dev.millrace.engine.event.BuildEvent.RetryRequested;
import dev.millrace.engine.event.BuildEvent.TaskClaimed;
import dev.millrace.engine.event.BuildEvent.TaskCompleted;
import dev.millrace.engine.event.BuildEvent.TaskTimeoutReached;
import dev.millrace.engine.event.BuildEvent.WorkerLost;
import dev.millrace.engine.event.BuildEvent.WorkerStarted;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a build's life, the whole of them behind two functions. Pure: same arguments, same
 * answer; safe from any thread.
 */
public final class BuildLifecycle {
  private BuildLifecycle() {}

  /**
   * A new build in the queue, everything laid out.
   *
   * @throws StartRefused if {@link StartCheck} has something against it
   */
  public static Transition start(BuildRequest request, Instant now) {
    List<Sentence> problems = StartCheck.problemsOf(request);
    if (!problems.isEmpty()) {
      throw new StartRefused(problems);
    }
    return new Transition(BuildLayout.of(request, now), List.of());
  }

  /**
   * What {@code event} makes of {@code build}: goes on until nothing more can move without the
   * outside. An event that is late or repeated answers the very same build and no effects.
   */
  public static Transition on(Build build, BuildEvent event, Instant now) {
    var progress = new Progress(build, now);
    switch (event) {
      case BuildAdmitted(var attempt, var version) ->
          BuildStartControl.admitted(progress, attempt, version);
      case QueueTimedOut(var attempt, var reason) ->
          BuildStartControl.timedOut(progress, attempt, reason);
      case CancelledByQueue(var attempt, var reason) ->
          BuildCancelControl.byQueue(progress, attempt, reason);
      case CancelRequested(var by, var forced) ->
          BuildCancelControl.requested(progress, by, forced);
      case PartCancelRequested wish -> PartCancelControl.requested(progress, wish);
      case RetryRequested wish -> BuildRetryControl.requested(progress, wish);
      case WorkerStarted(var job, var attempt, var fence) -> {
        if (isCurrent(progress, job, attempt, fence)) {
          JobControl.workerStarted(progress, job);
        }
      }
      case WorkerLost(var job, var attempt, var fence, var failure) -> {
        if (isCurrent(progress, job, attempt, fence)) {
          JobControl.workerLost(progress, job, failure);
        }
      }
      case JobTimeoutReached(var job, var attempt, var fence) -> {
        if (isSame(progress.find(job), attempt, fence)) {
          JobControl.timeoutReached(progress, job);
        }
      }
      case PrepareTimeoutReached(var job, var attempt, var fence) -> {
        if (isCurrent(progress, job, attempt, fence)) {
          JobControl.prepareTimeoutReached(progress, job);
        }
      }
      case BuildEvent.OfMutex ofMutex -> MutexControl.on(progress, ofMutex);
      case TaskClaimed(var job, var attempt, var fence) -> {
        if (isCurrent(progress, job, attempt, fence)) {
          WorkerTaskControl.claimed(progress, job);
        }
      }
      case TaskCompleted(var job, var attempt, var fence, var task, var retry, var result) -> {
        if (isCurrent(progress, job, attempt, fence)) {
          WorkerTaskControl.running(progress, job, task, retry)
              .ifPresent(open -> WorkerTaskControl.completed(progress, open, result));
        }
      }
      case TaskTimeoutReached(var task, var job, var attempt, var retry) -> {
        JobState found = progress.find(job);
        if (found != null && found.attempt() == attempt) {
          WorkerTaskControl.running(progress, job, task, retry)
              .ifPresent(open -> WorkerTaskControl.timeoutReached(progress, open));
          ServerTaskControl.waiting(progress, job, task, retry)
              .ifPresent(ServerTaskControl::timeoutReached);
        }
      }
      case BuildEvent.OfWaitingTask waiting -> WaitingTasks.on(progress, waiting);
      case BuildEvent.OfStageCheck check -> StageChecking.on(progress, check);
      case BuildEvent.OfTrigger review -> TriggerControl.on(progress, review);
    }
    settle(progress);
    QueueNews.tell(progress, build);
    ParentNews.tell(progress, build);
    return progress.done();
  }

  /** Whether an event about a job is about the machine it has now, and not late or repeated. */
  private static boolean isCurrent(Progress progress, JobId id, int attempt, long fence) {
    JobState job = progress.find(id);
    return isSame(job, attempt, fence) && job != null && job.hasMachine();
  }

  private static boolean isSame(@Nullable JobState job, int attempt, long fence) {
    return job != null && job.attempt() == attempt && job.fence() == fence;
  }

  /** Jobs first, since they decide what their stage is; then the stage, which may give new jobs. */
  private static void settle(Progress progress) {
    boolean moved = true;
    while (moved) {
      for (JobId job = progress.nextVisit(); job != null; job = progress.nextVisit()) {
        JobControl.look(progress, job);
      }
      moved = progress.build().status() == BuildStatus.RUNNING && StageControl.look(progress);
    }
  }
}
