package dev.millrace.engine.event;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Caller;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.data.Data;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

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

  /** Tell the reviewers of a task that it still waits for one of them. */
  record RemindReviewers(JobId job, int attempt, TaskId task, int retry) implements Effect {}

  /** Check the rules of a gate, and answer with {@link BuildEvent.OfStageCheck.GateAnswered}. */
  record CheckGate(StageId stage, int attempt, Gate.Point point, int check, List<String> rules)
      implements Effect {
    public CheckGate {
      rules = List.copyOf(rules);
    }
  }

  /**
   * Check the rules of a gate before or after a task, and answer with {@link
   * BuildEvent.TaskGateAnswered}.
   *
   * @param task the gate itself
   * @param guarded the type of the task it stands at, as the rules know it; may be empty
   * @param guardedName what that task is called; may be empty
   */
  record CheckTaskGate(
      JobId job,
      int attempt,
      TaskId task,
      int retry,
      Gate.Point point,
      String guarded,
      String guardedName)
      implements Effect {}

  /** Bring {@code event} at {@code due}; a timer with the same key is replaced. */
  record SetTimer(String key, Instant due, BuildEvent event) implements Effect {}

  /** Forget the timer with this key, if there is one. */
  record ClearTimer(String key) implements Effect {}

  /**
   * Something told to another build, or to what decides between builds. It stays until the receiver
   * has it on disk, and may arrive again; of one build they arrive in order, but for those that
   * come again.
   */
  sealed interface Message extends Effect {}

  /**
   * Tell the build's queue what the build is now: finished, it gives its slot or its place back; in
   * QUEUE, it wants a place for this attempt; in PAUSE, it lends its slot to others; RUNNING again,
   * it has it back.
   */
  record TellQueue(int attempt, BuildStatus status) implements Message {}

  /**
   * Ask for the mutex.
   *
   * @param queueLength how many may wait for it, the job among them; empty: it does not wait
   */
  record AcquireMutex(
      JobId job, int attempt, long request, MutexId mutex, Optional<Integer> queueLength)
      implements Message {}

  /** Give the mutex back, or stop waiting for it. */
  record ReleaseMutex(JobId job, int attempt, long request, MutexId mutex) implements Message {}

  /**
   * Start a build of another pipeline. The task, with its numbers, names the child: asked again,
   * the same build is found.
   *
   * @param pipeline its name, or its id where {@code byName} is false
   * @param parameters of the call
   * @param origin variables that tell the child where it comes from, which no parameter changes
   * @param waits whether its end is to be told
   */
  record StartSubPipeline(
      JobId job,
      int attempt,
      TaskId task,
      int retry,
      String pipeline,
      boolean byName,
      SequencedMap<String, String> parameters,
      SequencedMap<String, String> origin,
      boolean waits)
      implements Message {
    public StartSubPipeline {
      parameters = Data.ordered(parameters);
      origin = Data.ordered(origin);
    }

    /** The caller that the child of {@code parent} has. */
    public Caller caller(Build parent) {
      int above = parent.start().caller().map(Caller::depth).orElse(0);
      return new Caller(parent.id(), job, attempt, task, retry, waits, above + 1);
    }
  }

  /** Cancel the build that a task started; nobody waits for it any more. */
  record CancelSubPipeline(JobId job, int attempt, TaskId task, int retry) implements Message {}

  /** Tell the task that called this build, and waits, how it ended. */
  record TellParent(Caller caller, TaskResult result) implements Message {}
}
