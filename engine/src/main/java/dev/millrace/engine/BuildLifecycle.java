package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.BuildAdmitted;
import dev.millrace.engine.event.BuildEvent.CancelRequested;
import dev.millrace.engine.event.BuildEvent.JobTimeoutReached;
import dev.millrace.engine.event.BuildEvent.PrepareTimeoutReached;
import dev.millrace.engine.event.BuildEvent.RetryFailedRequested;
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
      case BuildAdmitted(var attempt) -> BuildStartControl.admitted(progress, attempt);
      case CancelRequested(var by, var forced) ->
          BuildCancelControl.requested(progress, by, forced);
      case RetryFailedRequested _ -> BuildRetryControl.requested(progress);
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
        if (isCurrent(progress, job, attempt, fence)) {
          JobControl.timeoutReached(progress, job);
        }
      }
      case PrepareTimeoutReached(var job, var attempt, var fence) -> {
        if (isCurrent(progress, job, attempt, fence)) {
          JobControl.prepareTimeoutReached(progress, job);
        }
      }
      case TaskClaimed(var job, var attempt, var fence) -> {
        if (isCurrent(progress, job, attempt, fence)) {
          TaskControl.claimed(progress, job);
        }
      }
      case TaskCompleted(var job, var attempt, var fence, var task, var retry, var result) -> {
        if (isCurrent(progress, job, attempt, fence)
            && TaskControl.isRunning(progress, job, task, retry)) {
          TaskControl.completed(progress, job, result);
        }
      }
      case TaskTimeoutReached(var task, var job, var attempt, var retry) -> {
        JobState found = progress.find(job);
        if (found != null
            && isCurrent(progress, job, attempt, found.fence())
            && TaskControl.isRunning(progress, job, task, retry)) {
          TaskControl.timeoutReached(progress, job);
        }
      }
      case BuildEvent.OfStageCheck check -> StageChecking.on(progress, check);
      case BuildEvent.OfTrigger review -> TriggerControl.on(progress, review);
    }
    settle(progress);
    return progress.done();
  }

  /** Whether an event about a job is about the machine it has now, and not late or repeated. */
  private static boolean isCurrent(Progress progress, JobId id, int attempt, long fence) {
    JobState job = progress.find(id);
    return job != null
        && JobControl.hasMachine(job)
        && job.attempt() == attempt
        && job.fence() == fence;
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
