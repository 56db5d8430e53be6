package dev.millrace.engine.why;

import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;

/** Who or what ends a wait, besides its timer, a cancellation, and a failure elsewhere. */
public sealed interface Waker {
  /** Who lets builds out of the queue. */
  record Admission(int attempt) implements Waker {}

  /** The worker of a job, which runs or has been asked for. */
  record Worker(JobId job, int attempt, long fence) implements Waker {
    static Worker of(JobState job) {
      return new Worker(job.id(), job.attempt(), job.fence());
    }
  }

  /** Another part of this build, which works or waits for something itself. */
  record Part(Place place) implements Waker {}

  /** The mutex, which answers this request of the job when its turn comes. */
  record Mutex(JobId job, MutexId mutex, int attempt, long request) implements Waker {}

  /** Whoever checks the rules of a gate. */
  record GateCheck(StageId stage, int attempt, Gate.Point point, int check) implements Waker {}

  /** Whoever checks the rules of the gate that this task is. */
  record TaskGateCheck(TaskId task) implements Waker {}

  /** A timer alone, by its key. */
  record Timer(String key) implements Waker {}

  /** The build that this task asked for. */
  record OtherBuild(TaskId task) implements Waker {}

  /** Somebody who has to act. */
  record Person() implements Waker {}

  /** Nothing that is known: only a bug makes a build wait so. */
  record Nobody() implements Waker {}
}
