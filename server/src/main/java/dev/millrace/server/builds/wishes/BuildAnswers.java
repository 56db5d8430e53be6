package dev.millrace.server.builds.wishes;

import dev.millrace.engine.ReviewCheck;
import dev.millrace.engine.WaitingTaskCheck;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.OfStageCheck;
import dev.millrace.engine.event.BuildEvent.OfTrigger;
import dev.millrace.engine.event.BuildEvent.OfWaitingTask;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskId;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditText;
import dev.millrace.server.access.Permission;
import dev.millrace.server.builds.wishes.BuildGuard.Entrance;
import dev.millrace.wording.Sentence;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Brings builds what people decide. Who may decide is said by the build, which names its reviewers;
 * a pause is ended by whoever may run the pipeline. Safe from any thread; blocks until what it
 * answers is durable. Everything throws {@link BuildRefused} if whoever asks is not asked, or
 * nobody is, or a value is not one.
 */
public final class BuildAnswers {
  private final BuildGuard guard;

  public BuildAnswers(BuildGuard guard) {
    this.guard = guard;
  }

  /**
   * What somebody says to a review.
   *
   * @param suggestion a remark, possibly empty
   * @param values of what the review lets one fill in, by name; others stay. Of an approval
   */
  public record Answer(boolean approved, String suggestion, SequencedMap<String, String> values) {}

  /**
   * Answers for one group whether a stage may begin.
   *
   * @param group its position, from 0, as whoever asks saw it; empty: the one that is asked now
   */
  public Build reviewStage(
      Actor actor, BuildId id, StageId stage, Optional<Integer> group, Answer answer) {
    Entrance entrance = guard.enterToAnswer(actor, id);
    StageState found = BuildSteering.stage(entrance.build(), stage);
    int asked = group.or(() -> found.checks().review().map(Review::current)).orElse(0);
    var text = audited(answer).put("stage", stage).put("group", asked);
    if (answer.approved()) {
      var event =
          new OfStageCheck.ReviewApproved(
              stage,
              found.attempt(),
              asked,
              entrance.by(),
              guard.roles(entrance),
              answer.suggestion(),
              answer.values());
      return send(entrance, ReviewCheck.problemOf(entrance.build(), event), text, event);
    }
    var event =
        new OfStageCheck.ReviewRejected(
            stage,
            found.attempt(),
            asked,
            entrance.by(),
            guard.roles(entrance),
            answer.suggestion());
    return send(entrance, ReviewCheck.problemOf(entrance.build(), event), text, event);
  }

  /** Answers whether a build may begin at all. */
  public Build reviewTrigger(Actor actor, BuildId id, boolean approved, String suggestion) {
    Entrance entrance = guard.enterToAnswer(actor, id);
    OfTrigger event =
        approved
            ? new OfTrigger.TriggerApproved(entrance.by())
            : new OfTrigger.TriggerRejected(entrance.by(), suggestion);
    return send(
        entrance,
        ReviewCheck.problemOf(entrance.build(), event),
        new AuditText().put("approved", approved).put("of", "trigger"),
        event);
  }

  /** Answers the review that a task is. */
  public Build reviewTask(Actor actor, BuildId id, JobId job, TaskId task, Answer answer) {
    Entrance entrance = guard.enterToAnswer(actor, id);
    JobState found = BuildSteering.job(entrance.build(), job);
    return ofTask(
        entrance,
        audited(answer),
        new BuildEvent.TaskReviewed(
            task,
            job,
            found.attempt(),
            BuildSteering.task(found, task).retry(),
            entrance.by(),
            answer.approved(),
            answer.suggestion(),
            answer.values()));
  }

  /** Lets a gate of a stage pass whose rules do not hold, or not. */
  public Build decideGate(Actor actor, BuildId id, StageId stage, Gate.Point point, Answer answer) {
    Entrance entrance = guard.enterToAnswer(actor, id);
    StageState found = BuildSteering.stage(entrance.build(), stage);
    var event =
        new OfStageCheck.GateDecided(
            stage,
            found.attempt(),
            point,
            found.checks().gate(point).map(Gate::number).orElse(0),
            entrance.by(),
            answer.approved(),
            answer.suggestion());
    return send(
        entrance,
        ReviewCheck.problemOf(entrance.build(), event),
        audited(answer).put("stage", stage).put("gate", point),
        event);
  }

  /** The same of the gate that a task is. */
  public Build decideTaskGate(Actor actor, BuildId id, JobId job, TaskId task, Answer answer) {
    Entrance entrance = guard.enterToAnswer(actor, id);
    JobState found = BuildSteering.job(entrance.build(), job);
    return ofTask(
        entrance,
        audited(answer),
        new BuildEvent.TaskGateDecided(
            task,
            job,
            found.attempt(),
            BuildSteering.task(found, task).retry(),
            entrance.by(),
            answer.approved(),
            answer.suggestion()));
  }

  /**
   * Lets a paused task go on.
   *
   * @param inputs of its action to be given another value, by name
   */
  public Build goOn(
      Actor actor, BuildId id, JobId job, TaskId task, SequencedMap<String, String> inputs) {
    Entrance entrance = guard.enter(actor, id, Permission.EXECUTE_PIPELINE);
    JobState found = BuildSteering.job(entrance.build(), job);
    var _ = BuildSteering.task(found, task);
    return ofTask(
        entrance,
        new AuditText().put("goes_on", true).put("inputs", inputs.keySet()),
        new BuildEvent.TaskContinued(task, job, found.attempt(), entrance.by(), inputs));
  }

  /** Does not let a paused task run, which ends its job. */
  public Build endPaused(Actor actor, BuildId id, JobId job, TaskId task) {
    Entrance entrance = guard.enter(actor, id, Permission.EXECUTE_PIPELINE);
    JobState found = BuildSteering.job(entrance.build(), job);
    var _ = BuildSteering.task(found, task);
    return ofTask(
        entrance,
        new AuditText().put("goes_on", false),
        new BuildEvent.TaskStopped(task, job, found.attempt(), entrance.by()));
  }

  private Build ofTask(Entrance entrance, AuditText text, OfWaitingTask event) {
    return send(
        entrance,
        WaitingTaskCheck.problemOf(entrance.build(), event),
        text.put("job", event.job()).put("task", event.task()),
        event);
  }

  private Build send(
      Entrance entrance, Optional<Sentence> problem, AuditText text, BuildEvent event) {
    if (problem.isPresent()) {
      throw BuildGuard.notNow(problem.get());
    }
    return guard.send(entrance, "answer given", text, event);
  }

  /** Names of values only: one may be a secret. */
  private static AuditText audited(Answer answer) {
    Map<String, String> values = answer.values();
    return new AuditText().put("approved", answer.approved()).put("values", values.keySet());
  }
}
