package dev.millrace.engine.event;

import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import java.time.Instant;
import java.util.List;

/**
 * Something the rules want done outside. Performed after the commit that holds it, at least once,
 * so each is idempotent and carries the numbers by which a stale answer is recognised.
 */
public sealed interface Effect {
  /** Find a machine and start a worker with this fence. */
  record PrepareMachine(JobId job, int attempt, long fence) implements Effect {}

  /** Tell the worker to kill the task's processes and report. */
  record StopTask(JobId job, int attempt, long fence, TaskId task, int retry) implements Effect {}

  /** The job is over: its worker may go, its machine is free. */
  record ReleaseMachine(JobId job, int attempt, long fence) implements Effect {}

  /** Check the rules of a gate, and answer with {@link BuildEvent.OfStageCheck.GateAnswered}. */
  record CheckGate(StageId stage, int attempt, Gate.Point point, int check, List<String> rules)
      implements Effect {
    public CheckGate {
      rules = List.copyOf(rules);
    }
  }

  /** Bring {@code event} at {@code due}; a timer with the same key is replaced. */
  record SetTimer(String key, Instant due, BuildEvent event) implements Effect {}

  /** Forget the timer with this key, if there is one. */
  record ClearTimer(String key) implements Effect {}
}
