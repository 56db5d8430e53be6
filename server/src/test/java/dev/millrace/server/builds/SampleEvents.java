package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Events for tests of this room. */
final class SampleEvents {
  private SampleEvents() {}

  static List<BuildEvent> everyKind() {
    var job = new JobId("job \"x\"");
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
        new BuildEvent.BuildAdmitted(2, OptionalLong.of(7)),
        new BuildEvent.QueueTimedOut(1, Reason.BUILD_CANCELLED.of()),
        new BuildEvent.CancelledByQueue(1, Reason.BUILD_CANCELLED_BY.of("ann")));
  }
}
