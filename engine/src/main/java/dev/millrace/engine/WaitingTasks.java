package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.OfWaitingTask;
import dev.millrace.engine.event.BuildEvent.SubPipelineEnded;
import dev.millrace.engine.event.BuildEvent.SubPipelineStarted;
import dev.millrace.engine.event.BuildEvent.TaskContinued;
import dev.millrace.engine.event.BuildEvent.TaskGateAnswered;
import dev.millrace.engine.event.BuildEvent.TaskGateDecided;
import dev.millrace.engine.event.BuildEvent.TaskReminderDue;
import dev.millrace.engine.event.BuildEvent.TaskRetryDue;
import dev.millrace.engine.event.BuildEvent.TaskReviewed;
import dev.millrace.engine.event.BuildEvent.TaskStopped;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskStatus;
import org.jspecify.annotations.Nullable;

/** Brings events about tasks that wait to who knows the rules. */
final class WaitingTasks {
  private WaitingTasks() {}

  static void on(Progress progress, OfWaitingTask event) {
    switch (event) {
      case TaskContinued continued -> PauseControl.continued(progress, continued);
      case TaskStopped stopped -> PauseControl.stopped(progress, stopped);
      case TaskReviewed reviewed -> ReviewControl.reviewed(progress, reviewed);
      case TaskReminderDue due -> ReviewControl.reminderDue(progress, due);
      case TaskGateAnswered answered -> TaskGateControl.answered(progress, answered);
      case TaskGateDecided decided -> TaskGateControl.decided(progress, decided);
      case TaskRetryDue due -> TaskRetry.due(progress, due);
      case SubPipelineStarted started -> SubPipelineControl.started(progress, started);
      case SubPipelineEnded ended -> SubPipelineControl.ended(progress, ended);
    }
  }

  /** The task of an event, or null if it does not wait as the event means; then it is late. */
  static @Nullable OpenTask find(Progress progress, OfWaitingTask event, TaskStatus expected) {
    JobState job = progress.find(event.job());
    if (job == null || job.attempt() != event.attempt()) {
      return null;
    }
    OpenTask open = OpenTask.of(progress, event.job());
    return open != null && open.task().id().equals(event.task()) && open.status() == expected
        ? open
        : null;
  }

  /** The same for an event that is about one execution of its task. */
  static @Nullable OpenTask find(
      Progress progress, OfWaitingTask event, int retry, TaskStatus expected) {
    OpenTask open = find(progress, event, expected);
    return open != null && open.task().retry() == retry ? open : null;
  }
}
