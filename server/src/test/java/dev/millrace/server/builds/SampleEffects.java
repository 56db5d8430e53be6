package dev.millrace.server.builds;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Caller;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Effects of every kind that is kept in the outbox, as of the first step of a build. */
final class SampleEffects {
  private SampleEffects() {}

  static List<RecordedEffect> everyKind() {
    var stop = new Effect.StopTask(new JobId("j"), 1, 2, new TaskId("j:1"), 3);
    var release = new Effect.ReleaseMachine(new JobId("j"), 1, 2);
    var mutex = new MutexId("demo", "lock \"x\"");
    var call =
        new Effect.StartSubPipeline(
            new JobId("j"),
            1,
            new TaskId("j:1"),
            3,
            "deploy",
            true,
            Data.ordered(Map.of("a", "\"1\"")),
            Data.ordered(Map.of("BK_CI_PARENT_BUILD_ID", "b-1")),
            false);
    var caller =
        new Caller(new BuildId("parent"), new JobId("j"), 1, new TaskId("j:1"), 3, true, 2);
    return List.of(
        new RecordedEffect(new EffectKey(1, 0), new Effect.PrepareMachine(new JobId("j"), 1, 2)),
        new RecordedEffect(new EffectKey(1, 1), stop),
        new RecordedEffect(new EffectKey(1, 2), release),
        new RecordedEffect(
            new EffectKey(1, 3),
            new Effect.AcquireMutex(new JobId("j"), 1, 2, mutex, Optional.of(5))),
        new RecordedEffect(
            new EffectKey(1, 4),
            new Effect.AcquireMutex(new JobId("j"), 1, 2, mutex, Optional.empty())),
        new RecordedEffect(
            new EffectKey(1, 5), new Effect.ReleaseMutex(new JobId("j"), 1, 2, mutex)),
        new RecordedEffect(new EffectKey(1, 6), call),
        new RecordedEffect(
            new EffectKey(1, 7),
            new Effect.CancelSubPipeline(new JobId("j"), 1, new TaskId("j:1"), 3)),
        new RecordedEffect(
            new EffectKey(1, 8),
            new Effect.RemindReviewers(new JobId("j"), 1, new TaskId("j:1"), 3)),
        new RecordedEffect(
            new EffectKey(1, 9),
            new Effect.CheckGate(new StageId("s"), 1, Gate.Point.OUT, 2, List.of("a", "b"))),
        new RecordedEffect(new EffectKey(1, 10), new Effect.TellQueue(1, BuildStatus.PAUSE)),
        new RecordedEffect(
            new EffectKey(1, 11),
            new Effect.CheckTaskGate(
                new JobId("j"), 1, new TaskId("j:1"), 3, Gate.Point.OUT, "sonar", "\"x\"")),
        new RecordedEffect(
            new EffectKey(1, 12), new Effect.TellParent(caller, SampleEvents.failed())));
  }
}
