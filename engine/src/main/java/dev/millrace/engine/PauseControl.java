package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.TaskContinued;
import dev.millrace.engine.event.BuildEvent.TaskStopped;
import dev.millrace.engine.state.Continuation;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.VariableValue;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The pause before a task. Its job lets its machine go, since a person may think for days, and asks
 * for one again when the person lets the task go on. The time between does not count towards the
 * job's timeout.
 */
final class PauseControl {
  private static final String OPERATOR = "BK_CI_OPERATOR_";

  private PauseControl() {}

  /** Once in each attempt of the build, also where the task is tried again by itself. */
  static boolean pauses(TaskState task) {
    return task.definition().pauseBeforeRun() && task.continued().isEmpty();
  }

  static void pause(Progress progress, JobState job) {
    int position = job.tasks().open();
    TaskState task = job.tasks().get(position).become(TaskStatus.PAUSE);
    JobControl.releaseMachine(progress, job);
    progress.put(job.with(job.tasks().with(position, task)).paused(progress.now()));
    DispatchControl.wakeNext(progress);
  }

  static void continued(Progress progress, TaskContinued event) {
    OpenTask open = WaitingTasks.find(progress, event, TaskStatus.PAUSE);
    if (open == null || WaitingTaskCheck.problemOf(progress.build(), event).isPresent()) {
      return;
    }
    open.put(open.task().continued(new Continuation(event.by(), event.inputs())));
    progress.put(open.job().unpaused());
    var variables = new LinkedHashMap<>(progress.build().variables());
    variables.put(OPERATOR + event.task(), VariableValue.plain(event.by()));
    progress.become(progress.build().withVariables(variables));
    progress.visit(event.job());
  }

  static void stopped(Progress progress, TaskStopped event) {
    OpenTask open = WaitingTasks.find(progress, event, TaskStatus.PAUSE);
    if (open != null) {
      Failure reason =
          Failure.of(
              FailureKind.USER, FailureCodes.CANCELLED, Reason.STOPPED_IN_PAUSE.of(event.by()));
      end(progress, open, reason);
    }
  }

  /** Ends a paused job: it has no machine on which its last tasks could tidy up. */
  static void end(Progress progress, OpenTask open, Failure reason) {
    open.breakOff(TaskStatus.CANCELED, Optional.of(reason));
    var step = new JobStep(progress, open.job().id());
    JobControl.end(progress, step.id(), JobControl.result(step));
  }
}
