package dev.millrace.server.builds.sql;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.wording.Plain;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Events of timers, effects and failures as JSON objects of texts. What is written here is read by
 * the next release: a field may be added with a meaning for its absence, none may change its own.
 */
final class EventText {
  static final String TYPE = "type";

  private EventText() {}

  static String write(BuildEvent event) {
    var fields = new Fields();
    fields.put(TYPE, event.getClass().getSimpleName());
    switch (event) {
      case BuildEvent.BuildAdmitted(var attempt) -> fields.put("attempt", attempt);
      case BuildEvent.WorkerStarted(var job, var attempt, var fence) ->
          fields.lease(job, attempt, fence);
      case BuildEvent.TaskClaimed(var job, var attempt, var fence) ->
          fields.lease(job, attempt, fence);
      case BuildEvent.TaskCompleted(
              var job,
              var attempt,
              var fence,
              var task,
              var retry,
              var result) ->
          fields.lease(job, attempt, fence).task(task, retry).result(result);
      case BuildEvent.WorkerLost(var job, var attempt, var fence, var failure) ->
          fields.lease(job, attempt, fence).put("failure", write(failure));
      case BuildEvent.JobTimeoutReached(var job, var attempt, var fence) ->
          fields.lease(job, attempt, fence);
      case BuildEvent.PrepareTimeoutReached(var job, var attempt, var fence) ->
          fields.lease(job, attempt, fence);
      case BuildEvent.TaskTimeoutReached(var task, var job, var attempt, var retry) ->
          fields.put("job", job).put("attempt", attempt).task(task, retry);
      case BuildEvent.CancelRequested(var by, var forced) ->
          fields.put("by", by).put("forced", forced);
      case BuildEvent.RetryFailedRequested(var by) -> fields.put("by", by);
      case BuildEvent.OfStageCheck check -> ReviewEventText.write(check, fields);
      case BuildEvent.OfTrigger review -> ReviewEventText.write(review, fields);
    }
    return Texts.object(fields.values);
  }

  static BuildEvent event(String text) {
    var fields = new Fields(text);
    return switch (fields.text(TYPE)) {
      case "BuildAdmitted" -> new BuildEvent.BuildAdmitted(fields.attempt());
      case "WorkerStarted" ->
          new BuildEvent.WorkerStarted(fields.job(), fields.attempt(), fields.fence());
      case "TaskClaimed" ->
          new BuildEvent.TaskClaimed(fields.job(), fields.attempt(), fields.fence());
      case "TaskCompleted" ->
          new BuildEvent.TaskCompleted(
              fields.job(),
              fields.attempt(),
              fields.fence(),
              fields.task(),
              fields.retry(),
              fields.result());
      case "WorkerLost" ->
          new BuildEvent.WorkerLost(
              fields.job(), fields.attempt(), fields.fence(), failure(fields.text("failure")));
      case "JobTimeoutReached" ->
          new BuildEvent.JobTimeoutReached(fields.job(), fields.attempt(), fields.fence());
      case "PrepareTimeoutReached" ->
          new BuildEvent.PrepareTimeoutReached(fields.job(), fields.attempt(), fields.fence());
      case "TaskTimeoutReached" ->
          new BuildEvent.TaskTimeoutReached(
              fields.task(), fields.job(), fields.attempt(), fields.retry());
      case "CancelRequested" ->
          new BuildEvent.CancelRequested(fields.text("by"), fields.flag("forced"));
      case "RetryFailedRequested" -> new BuildEvent.RetryFailedRequested(fields.text("by"));
      default ->
          ReviewEventText.event(fields)
              .orElseThrow(() -> new IllegalStateException("no event is written as " + text));
    };
  }

  static String write(Effect effect) {
    var fields = new Fields();
    fields.put(TYPE, effect.getClass().getSimpleName());
    switch (effect) {
      case Effect.PrepareMachine(var job, var attempt, var fence) ->
          fields.lease(job, attempt, fence);
      case Effect.StopTask(var job, var attempt, var fence, var task, var retry) ->
          fields.lease(job, attempt, fence).task(task, retry);
      case Effect.ReleaseMachine(var job, var attempt, var fence) ->
          fields.lease(job, attempt, fence);
      case Effect.CheckGate check -> ReviewEventText.write(check, fields);
      case Effect.SetTimer _, Effect.ClearTimer _ ->
          throw new IllegalStateException("a timer is not kept in the outbox: " + effect);
    }
    return Texts.object(fields.values);
  }

  static Effect effect(String text) {
    var fields = new Fields(text);
    return switch (fields.text(TYPE)) {
      case "PrepareMachine" ->
          new Effect.PrepareMachine(fields.job(), fields.attempt(), fields.fence());
      case "StopTask" ->
          new Effect.StopTask(
              fields.job(), fields.attempt(), fields.fence(), fields.task(), fields.retry());
      case "ReleaseMachine" ->
          new Effect.ReleaseMachine(fields.job(), fields.attempt(), fields.fence());
      case "CheckGate" -> ReviewEventText.checkGate(fields);
      default -> throw new IllegalStateException("no effect is written as " + text);
    };
  }

  static String write(Failure failure) {
    var fields = new Fields();
    fields
        .put("kind", failure.kind())
        .put("code", failure.code())
        .put("message", failure.message().english());
    if (failure.message().wording() != Plain.VERBATIM) {
      SentenceText.ofList(List.of(failure.message()))
          .ifPresent(sentence -> fields.put("sentence", sentence));
    }
    failure.exitCode().ifPresent(code -> fields.put("exit_code", code));
    return Texts.object(fields.values);
  }

  static Failure failure(String text) {
    var fields = new Fields(text);
    return new Failure(
        FailureKind.valueOf(fields.text("kind")),
        fields.number("code"),
        Optional.ofNullable(fields.values.get("sentence"))
            .map(sentence -> SentenceText.list(Optional.of(sentence)).getFirst())
            .orElseGet(() -> Sentence.verbatim(fields.text("message"))),
        fields.values.containsKey("exit_code")
            ? OptionalInt.of(fields.number("exit_code"))
            : OptionalInt.empty());
  }
}
