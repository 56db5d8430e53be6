package dev.millrace.engine.event;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Something that happened to a build from outside. Delivered at least once and in any order, so an
 * event names the attempt (and the fence, the retry) it is about, and one that comes late or again
 * changes nothing.
 */
public sealed interface BuildEvent {
  /**
   * The build may leave the queue.
   *
   * @param version the last part of its version, when that is given only now
   */
  record BuildAdmitted(int attempt, OptionalLong version) implements BuildEvent {
    public BuildAdmitted(int attempt) {
      this(attempt, OptionalLong.empty());
    }
  }

  /** A worker runs for the job; it wants its first task. */
  record WorkerStarted(JobId job, int attempt, long fence) implements BuildEvent {}

  /** The worker is free for the task chosen next, if there is one. */
  record TaskClaimed(JobId job, int attempt, long fence) implements BuildEvent {}

  /** A task ended, and its worker is free for the next one. */
  record TaskCompleted(
      JobId job, int attempt, long fence, TaskId task, int retry, TaskResult result)
      implements BuildEvent {}

  /** The worker left its job, or died, or never came. */
  record WorkerLost(JobId job, int attempt, long fence, Failure failure) implements BuildEvent {}

  /** Timer: the job has run for as long as it may. */
  record JobTimeoutReached(JobId job, int attempt, long fence) implements BuildEvent {}

  /** Timer: no worker came in time. */
  record PrepareTimeoutReached(JobId job, int attempt, long fence) implements BuildEvent {}

  /**
   * Timer: the task has run for as long as it may and its worker, who should have ended it, has not
   * said so for a while.
   */
  record TaskTimeoutReached(TaskId task, JobId job, int attempt, int retry) implements BuildEvent {}

  /** About a job and a mutex; {@code request} is the job's, as in its {@code MutexRole}. */
  sealed interface OfMutex extends BuildEvent {}

  /** The job holds the mutex. */
  record MutexGranted(JobId job, int attempt, long request, MutexId mutex) implements OfMutex {}

  /** The job does not get the mutex. */
  record MutexRefused(JobId job, int attempt, long request, Sentence reason) implements OfMutex {}

  /** Timer: the job has waited for the mutex for as long as it may. */
  record MutexTimeoutReached(JobId job, int attempt, long request) implements OfMutex {}

  /** Somebody wants the build to stop; {@code forced} leaves out the finally jobs. */
  record CancelRequested(String by, boolean forced) implements BuildEvent {}

  // A part of the build shall stop.

  /** Somebody wants a part of a running build to stop; {@code forced}: without waiting for it. */
  sealed interface PartCancelRequested extends BuildEvent {
    String by();
  }

  /** All jobs of the running stage shall stop. */
  record StageCancelRequested(String by, StageId stage, int attempt, boolean forced)
      implements PartCancelRequested {}

  /** A job shall stop; of a matrix: all its jobs. */
  record JobCancelRequested(String by, JobId job, int attempt, boolean forced)
      implements PartCancelRequested {}

  /** The running task of a job shall stop; the job goes on as after any cancelled task. */
  record TaskCancelRequested(String by, JobId job, int attempt, TaskId task, int retry)
      implements PartCancelRequested {}

  // Something shall run again.

  /**
   * Somebody wants something to run again: of a finished build anything, of a running one a job
   * that is over.
   *
   * @param attempt as whoever asks saw it, of the job the scope names, else of the build
   * @param operating may also retry and skip tasks where the pipeline does not allow it
   */
  record RetryRequested(String by, int attempt, RetryScope scope, boolean operating)
      implements BuildEvent {
    /** A wish about the build as it is now. */
    public static RetryRequested of(Build build, String by, RetryScope scope, boolean operating) {
      int attempt =
          scope.oneJob().flatMap(build::find).map(JobState::attempt).orElse(build.attempt());
      return new RetryRequested(by, attempt, scope, operating);
    }
  }

  // Tasks that wait: for a person, a quality gate, another pipeline, or their next try.

  /** About a task that no worker runs now. */
  sealed interface OfWaitingTask extends BuildEvent {
    TaskId task();

    JobId job();

    int attempt();
  }

  /**
   * Somebody lets a paused task go on.
   *
   * @param inputs of its action to be given another value, by name
   */
  record TaskContinued(
      TaskId task, JobId job, int attempt, String by, SequencedMap<String, String> inputs)
      implements OfWaitingTask {
    public TaskContinued {
      inputs = Data.ordered(inputs);
    }
  }

  /** Somebody does not let a paused task run, which ends its job. */
  record TaskStopped(TaskId task, JobId job, int attempt, String by) implements OfWaitingTask {}

  /**
   * Somebody answers a review.
   *
   * @param parameters of the review that are given another value
   */
  record TaskReviewed(
      TaskId task,
      JobId job,
      int attempt,
      int retry,
      String by,
      boolean approved,
      String suggestion,
      SequencedMap<String, String> parameters)
      implements OfWaitingTask {
    public TaskReviewed {
      parameters = Data.ordered(parameters);
    }
  }

  /** Timer: nobody has answered a review; {@code number} counts the reminders, from 1. */
  record TaskReminderDue(TaskId task, JobId job, int attempt, int retry, int number)
      implements OfWaitingTask {}

  /** The rules of a task's quality gate were checked, or could not be. */
  record TaskGateAnswered(TaskId task, JobId job, int attempt, int retry, GateAnswer answer)
      implements OfWaitingTask {}

  /** A gatekeeper has decided about a task's quality gate. */
  record TaskGateDecided(
      TaskId task, JobId job, int attempt, int retry, String by, boolean passed, String suggestion)
      implements OfWaitingTask {}

  /** Timer: a failed task has waited long enough for its retry of this number. */
  record TaskRetryDue(TaskId task, JobId job, int attempt, int retry) implements OfWaitingTask {}

  /** The build of the pipeline that the task called is accepted. */
  record SubPipelineStarted(TaskId task, JobId job, int attempt, int retry, BuildId child)
      implements OfWaitingTask {}

  /** That build is over, or could not be started at all. */
  record SubPipelineEnded(TaskId task, JobId job, int attempt, int retry, TaskResult result)
      implements OfWaitingTask {}

  // What its queue decides.

  /** The build has waited for longer than its queue allows. */
  record QueueTimedOut(int attempt, Sentence reason) implements BuildEvent {}

  /** The queue gives the build up, waiting or running, for another one or because it is full. */
  record CancelledByQueue(int attempt, Sentence reason) implements BuildEvent {}

  // Reviews and gates.

  /** About what a stage must pass before and after its jobs. */
  sealed interface OfStageCheck extends BuildEvent {
    /** The stage it is about. */
    StageId stage();

    /** The attempt of the stage it is about. */
    int attempt();

    /**
     * One of a group let the stage begin, as far as the group is concerned.
     *
     * @param group its position, from 0
     * @param roles of the person, as far as the caller knows them
     * @param suggestion a remark, possibly empty
     * @param values for the review's fields, by name; others stay
     */
    record ReviewApproved(
        StageId stage,
        int attempt,
        int group,
        String by,
        Set<String> roles,
        String suggestion,
        SequencedMap<String, String> values)
        implements OfStageCheck {
      public ReviewApproved {
        roles = Set.copyOf(roles);
        values = Data.ordered(values);
      }
    }

    /** One of a group does not let the stage begin. */
    record ReviewRejected(
        StageId stage, int attempt, int group, String by, Set<String> roles, String suggestion)
        implements OfStageCheck {
      public ReviewRejected {
        roles = Set.copyOf(roles);
      }
    }

    /** Timer: nobody has decided in time. */
    record ReviewTimeoutReached(StageId stage, int attempt) implements OfStageCheck {}

    /** The rules of a gate were checked, or could not be. */
    record GateAnswered(StageId stage, int attempt, Gate.Point point, int check, GateAnswer answer)
        implements OfStageCheck {}

    /** A gatekeeper has decided. */
    record GateDecided(
        StageId stage,
        int attempt,
        Gate.Point point,
        int check,
        String by,
        boolean passed,
        String suggestion)
        implements OfStageCheck {}

    /** Timer: nothing was heard of a gate in time. */
    record GateTimeoutReached(StageId stage, int attempt, Gate.Point point, int check)
        implements OfStageCheck {}
  }

  /** About whether a build may begin at all. */
  sealed interface OfTrigger extends BuildEvent {
    /** A reviewer let the build begin. */
    record TriggerApproved(String by) implements OfTrigger {}

    /** A reviewer does not let the build begin. */
    record TriggerRejected(String by, String suggestion) implements OfTrigger {}
  }
}
