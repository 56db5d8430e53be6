package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.OfStageCheck;
import dev.millrace.engine.event.BuildEvent.OfTrigger;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Events, and what is to bring or do them, for tests of this room. */
final class SampleEvents {
  /** What only people bring, and no timer. */
  static final Set<Class<?>> WISHES =
      Set.of(BuildEvent.PartCancelRequested.class, BuildEvent.RetryRequested.class);

  private SampleEvents() {}

  /** Of every kind that may wait in a timer. */
  static List<BuildEvent> everyKind() {
    var job = new JobId("job \"x\"");
    var stage = new StageId("ship it");
    var task = new TaskId("job:1");
    TaskResult result = failed();
    Failure failure = result.failure().orElseThrow();
    var success =
        new TaskResult(
            TaskResult.Outcome.SUCCEEDED,
            Optional.empty(),
            Data.ordered(Map.of()),
            Data.ordered(Map.of()));
    return List.of(
        new BuildEvent.BuildAdmitted(1),
        new BuildEvent.WorkerStarted(job, 1, 2),
        new BuildEvent.TaskClaimed(job, 1, 2),
        new BuildEvent.TaskCompleted(job, 1, 2, task, 3, result),
        new BuildEvent.TaskCompleted(job, 1, 2, task, 3, success),
        new BuildEvent.WorkerLost(job, 1, 2, failure),
        new BuildEvent.JobTimeoutReached(job, 1, 2),
        new BuildEvent.PrepareTimeoutReached(job, 1, Long.MAX_VALUE),
        new BuildEvent.TaskTimeoutReached(task, job, 1, 2),
        new BuildEvent.MutexGranted(job, 1, 2, new MutexId("", "lock")),
        new BuildEvent.MutexRefused(job, 1, 2, Reason.MUTEX_TIMEOUT.of("lock")),
        new BuildEvent.MutexTimeoutReached(job, 1, 2),
        new BuildEvent.CancelRequested("ann", true),
        new BuildEvent.TaskContinued(task, job, 1, "ann", Data.ordered(Map.of("a", "\"1\""))),
        new BuildEvent.TaskStopped(task, job, 1, "ann"),
        new BuildEvent.TaskReviewed(
            task, job, 1, 2, "ann", true, "so be it", Data.ordered(Map.of("a", "1"))),
        new BuildEvent.TaskReminderDue(task, job, 1, 2, 3),
        new BuildEvent.TaskGateAnswered(task, job, 1, 2, new GateAnswer.NeedsPerson(List.of())),
        new BuildEvent.TaskGateDecided(task, job, 1, 2, "ann", true, "so be it"),
        new BuildEvent.TaskRetryDue(task, job, 1, 2),
        new BuildEvent.SubPipelineStarted(task, job, 1, 2, new BuildId("child")),
        new BuildEvent.SubPipelineEnded(task, job, 1, 2, result),
        new BuildEvent.BuildAdmitted(2, OptionalLong.of(7)),
        new BuildEvent.QueueTimedOut(1, Reason.BUILD_CANCELLED.of()),
        new BuildEvent.CancelledByQueue(1, Reason.BUILD_CANCELLED_BY.of("ann")),
        new OfStageCheck.ReviewApproved(
            stage, 2, 1, "ann", Set.of("a", "b"), "fine", Data.ordered(Map.of("V", "1"))),
        new OfStageCheck.ReviewRejected(stage, 2, 1, "ann", Set.of(), "no"),
        new OfStageCheck.ReviewTimeoutReached(stage, 2),
        gate(stage, new GateAnswer.Passed()),
        gate(stage, new GateAnswer.Refused(Sentence.verbatim("bugs"))),
        gate(stage, new GateAnswer.NeedsPerson(List.of("ann"))),
        gate(stage, new GateAnswer.NotChecked(ServerReason.NO_GATE_KNOWN.of())),
        new OfStageCheck.GateDecided(stage, 2, Gate.Point.IN, 3, "ann", true, ""),
        new OfStageCheck.GateTimeoutReached(stage, 2, Gate.Point.OUT, 3),
        new OfTrigger.TriggerApproved("ann"),
        new OfTrigger.TriggerRejected("ann", "no"));
  }

  static TaskResult failed() {
    return new TaskResult(
        TaskResult.Outcome.FAILED,
        Optional.of(Failure.of(FailureKind.USER, 1, Sentence.verbatim("It\nbroke."))),
        Data.ordered(Map.of("a", "1")),
        Data.ordered(Map.of("b", "2")));
  }

  private static BuildEvent gate(StageId stage, GateAnswer answer) {
    return new OfStageCheck.GateAnswered(stage, 2, Gate.Point.OUT, 3, answer);
  }

  static SetTimer timer(String key, int seconds) {
    return new SetTimer(
        key,
        Samples.NOW.plus(Duration.ofSeconds(seconds)),
        new BuildEvent.JobTimeoutReached(new JobId("compile"), 1, 1));
  }

  static RecordedEffect prepare(long version, int position) {
    return new RecordedEffect(
        new EffectKey(version, position), new Effect.PrepareMachine(new JobId("compile"), 1, 1));
  }
}
