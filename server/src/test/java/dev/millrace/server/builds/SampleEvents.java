package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.OfStageCheck;
import dev.millrace.engine.event.BuildEvent.OfTrigger;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Events for tests of this room. */
final class SampleEvents {
  private SampleEvents() {}

  static List<BuildEvent> everyKind() {
    var job = new JobId("job \"x\"");
    var stage = new StageId("ship it");
    var task = new TaskId("job:1");
    var failure = Failure.of(FailureKind.USER, 1, Sentence.verbatim("It\nbroke."));
    var result =
        new TaskResult(
            TaskResult.Outcome.FAILED,
            Optional.of(failure),
            Data.ordered(Map.of("a", "1")),
            Data.ordered(Map.of("b", "2")));
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
        new BuildEvent.CancelRequested("ann", true),
        new BuildEvent.RetryFailedRequested("bob"),
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

  private static BuildEvent gate(StageId stage, GateAnswer answer) {
    return new OfStageCheck.GateAnswered(stage, 2, Gate.Point.OUT, 3, answer);
  }
}
