package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.TaskGateAnswered;
import dev.millrace.engine.event.BuildEvent.TaskGateDecided;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.ServerWork.GateCheck;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.TaskAction.GatePoint;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task that is a quality gate. As with the gates of a stage, somebody else checks the rules, and
 * whatever goes wrong with that counts as refused. The task's timeout is for check and gatekeepers
 * together, and it is never tried again by itself: the rules would say the same.
 */
final class TaskGateControl {
  /** BK-CI's names for the task that a gate stands at. */
  private static final String GUARDED = "interceptTask";

  private static final String GUARDED_NAME = "interceptTaskName";

  private TaskGateControl() {}

  static void ask(
      Progress progress,
      OpenTask open,
      GatePoint point,
      Map<String, Data> inputs,
      Duration timeout) {
    open.put(open.task().waiting(TaskStatus.QUALITY_CHECKING, GateCheck.ASKED));
    open.setTimeout(timeout);
    JobState job = open.job();
    TaskState task = open.task();
    progress.add(
        new Effect.CheckTaskGate(
            job.id(),
            job.attempt(),
            task.id(),
            task.retry(),
            switch (point) {
              case BEFORE -> Gate.Point.IN;
              case AFTER -> Gate.Point.OUT;
            },
            text(inputs, GUARDED),
            text(inputs, GUARDED_NAME)));
  }

  static void answered(Progress progress, TaskGateAnswered event) {
    OpenTask open = WaitingTasks.find(progress, event, event.retry(), TaskStatus.QUALITY_CHECKING);
    if (open == null) {
      return;
    }
    switch (event.answer()) {
      case GateAnswer.Passed() -> open.end(TaskStatus.SUCCEED, Optional.empty());
      case GateAnswer.Refused(var why) -> refuse(open, Reason.GATE_NOT_PASSED.of().because(why));
      case GateAnswer.NotChecked(var why) ->
          refuse(open, Reason.GATE_NOT_CHECKED.of().because(why));
      case GateAnswer.NeedsPerson needed -> {
        List<String> people = needed.people();
        if (people.isEmpty()) {
          refuse(open, Reason.GATE_WITHOUT_PEOPLE.of());
        } else {
          open.put(open.task().waiting(TaskStatus.QUALITY_CHECK_WAIT, new GateCheck(people, "")));
        }
      }
    }
  }

  static void decided(Progress progress, TaskGateDecided event) {
    OpenTask open =
        WaitingTasks.find(progress, event, event.retry(), TaskStatus.QUALITY_CHECK_WAIT);
    if (open == null
        || WaitingTaskCheck.problemOf(progress.build(), event).isPresent()
        || !(open.task().work().orElseThrow() instanceof GateCheck check)) {
      return;
    }
    var decided = new GateCheck(check.gatekeepers(), event.by());
    open.put(open.task().waiting(TaskStatus.QUALITY_CHECK_WAIT, decided));
    if (event.passed()) {
      open.end(TaskStatus.SUCCEED, Optional.empty());
    } else {
      Sentence why = GateControl.rejection(event.by(), event.suggestion());
      open.end(TaskStatus.REVIEW_ABORT, Optional.of(GateControl.failure(why)));
    }
  }

  static void timeoutReached(OpenTask open) {
    refuse(open, Reason.GATE_OF_TASK_TIMEOUT.of());
  }

  private static void refuse(OpenTask open, Sentence why) {
    open.end(TaskStatus.QUALITY_CHECK_FAIL, Optional.of(GateControl.failure(why)));
  }

  private static String text(Map<String, Data> inputs, String name) {
    Data value = inputs.get(name);
    return value == null ? "" : StartVariables.text(value);
  }
}
