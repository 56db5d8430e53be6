package dev.millrace.engine.event;

import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.data.Data;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Something that happened to a build from outside. Delivered at least once and in any order, so an
 * event names the attempt (and the fence, the retry) it is about, and one that comes late or again
 * changes nothing.
 */
public sealed interface BuildEvent {
  /** The build may leave the queue. */
  record BuildAdmitted(int attempt) implements BuildEvent {}

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

  /** Somebody wants the build to stop; {@code forced} leaves out the finally jobs. */
  record CancelRequested(String by, boolean forced) implements BuildEvent {}

  /** Somebody wants a finished build to go on from what failed or was interrupted. */
  record RetryFailedRequested(String by) implements BuildEvent {}

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
