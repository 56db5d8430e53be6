package dev.millrace.server.builds.sql;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.wording.Plain;
import dev.millrace.wording.Sentence;
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
      case BuildEvent.BuildAdmitted(var attempt, var version) -> {
        fields.put("attempt", attempt);
        version.ifPresent(number -> fields.put("version", number));
      }
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
      case BuildEvent.MutexGranted(var job, var attempt, var request, var mutex) ->
          fields.request(job, attempt, request).mutex(mutex);
      case BuildEvent.MutexRefused(var job, var attempt, var request, var reason) ->
          fields.request(job, attempt, request).put("reason", SentenceText.ofOne(reason));
      case BuildEvent.MutexTimeoutReached(var job, var attempt, var request) ->
          fields.request(job, attempt, request);
      case BuildEvent.CancelRequested(var by, var forced) ->
          fields.put("by", by).put("forced", forced);
      case BuildEvent.PartCancelRequested _, BuildEvent.RetryRequested _ ->
          throw new IllegalStateException("no timer brings the wish of a person: " + event);
      case BuildEvent.OfWaitingTask waiting -> write(waiting, fields);
      case BuildEvent.QueueTimedOut(var attempt, var reason) ->
          fields.put("attempt", attempt).put("reason", SentenceText.ofOne(reason));
      case BuildEvent.CancelledByQueue(var attempt, var reason) ->
          fields.put("attempt", attempt).put("reason", SentenceText.ofOne(reason));
      case BuildEvent.OfStageCheck check -> ReviewEventText.write(check, fields);
      case BuildEvent.OfTrigger review -> ReviewEventText.write(review, fields);
    }
    return Texts.object(fields.values);
  }

  private static void write(BuildEvent.OfWaitingTask event, Fields fields) {
    fields.put("job", event.job()).put("attempt", event.attempt()).put("task", event.task());
    switch (event) {
      case BuildEvent.TaskContinued(_, _, _, var by, var inputs) ->
          fields.put("by", by).put("inputs", Texts.object(inputs));
      case BuildEvent.TaskStopped(_, _, _, var by) -> fields.put("by", by);
      case BuildEvent.TaskReviewed reviewed ->
          fields
              .put("retry", reviewed.retry())
              .put("by", reviewed.by())
              .put("approved", reviewed.approved())
              .put("suggestion", reviewed.suggestion())
              .put("parameters", Texts.object(reviewed.parameters()));
      case BuildEvent.TaskReminderDue(_, _, _, var retry, var number) ->
          fields.put("retry", retry).put("number", number);
      case BuildEvent.TaskGateAnswered(_, _, _, var retry, var answer) ->
          ReviewEventText.answer(fields.put("retry", retry), answer);
      case BuildEvent.TaskGateDecided(_, _, _, var retry, var by, var passed, var suggestion) ->
          fields
              .put("retry", retry)
              .put("by", by)
              .put("passed", passed)
              .put("suggestion", suggestion);
      case BuildEvent.TaskRetryDue(_, _, _, var retry) -> fields.put("retry", retry);
      case BuildEvent.SubPipelineStarted(_, _, _, var retry, var child) ->
          fields.put("retry", retry).put("child", child);
      case BuildEvent.SubPipelineEnded(_, _, _, var retry, var result) ->
          fields.put("retry", retry).result(result);
    }
  }

  static BuildEvent event(String text) {
    var fields = new Fields(text);
    return switch (fields.text(TYPE)) {
      case "BuildAdmitted" -> new BuildEvent.BuildAdmitted(fields.attempt(), fields.version());
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
      case "MutexGranted" ->
          new BuildEvent.MutexGranted(
              fields.job(), fields.attempt(), fields.request(), fields.mutex());
      case "MutexRefused" ->
          new BuildEvent.MutexRefused(
              fields.job(), fields.attempt(), fields.request(), fields.reason());
      case "MutexTimeoutReached" ->
          new BuildEvent.MutexTimeoutReached(fields.job(), fields.attempt(), fields.request());
      case "CancelRequested" ->
          new BuildEvent.CancelRequested(fields.text("by"), fields.flag("forced"));
      case "QueueTimedOut" -> new BuildEvent.QueueTimedOut(fields.attempt(), fields.reason());
      case "CancelledByQueue" -> new BuildEvent.CancelledByQueue(fields.attempt(), fields.reason());
      default -> ofWaitingTask(text, fields);
    };
  }

  private static BuildEvent ofWaitingTask(String text, Fields fields) {
    return switch (fields.text(TYPE)) {
      case "TaskContinued" ->
          new BuildEvent.TaskContinued(
              fields.task(),
              fields.job(),
              fields.attempt(),
              fields.text("by"),
              fields.map("inputs"));
      case "TaskStopped" ->
          new BuildEvent.TaskStopped(
              fields.task(), fields.job(), fields.attempt(), fields.text("by"));
      case "TaskReviewed" ->
          new BuildEvent.TaskReviewed(
              fields.task(),
              fields.job(),
              fields.attempt(),
              fields.retry(),
              fields.text("by"),
              fields.flag("approved"),
              fields.text("suggestion"),
              fields.map("parameters"));
      case "TaskReminderDue" ->
          new BuildEvent.TaskReminderDue(
              fields.task(),
              fields.job(),
              fields.attempt(),
              fields.retry(),
              fields.number("number"));
      case "TaskGateAnswered" ->
          new BuildEvent.TaskGateAnswered(
              fields.task(),
              fields.job(),
              fields.attempt(),
              fields.retry(),
              ReviewEventText.answer(fields));
      case "TaskGateDecided" ->
          new BuildEvent.TaskGateDecided(
              fields.task(),
              fields.job(),
              fields.attempt(),
              fields.retry(),
              fields.text("by"),
              fields.flag("passed"),
              fields.text("suggestion"));
      case "TaskRetryDue" ->
          new BuildEvent.TaskRetryDue(
              fields.task(), fields.job(), fields.attempt(), fields.retry());
      case "SubPipelineStarted" ->
          new BuildEvent.SubPipelineStarted(
              fields.task(),
              fields.job(),
              fields.attempt(),
              fields.retry(),
              new BuildId(fields.text("child")));
      case "SubPipelineEnded" ->
          new BuildEvent.SubPipelineEnded(
              fields.task(), fields.job(), fields.attempt(), fields.retry(), fields.result());
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
      case Effect.AcquireMutex(var job, var attempt, var request, var mutex, var queueLength) -> {
        fields.request(job, attempt, request).mutex(mutex);
        queueLength.ifPresent(length -> fields.put("queue_length", length));
      }
      case Effect.ReleaseMutex(var job, var attempt, var request, var mutex) ->
          fields.request(job, attempt, request).mutex(mutex);
      case Effect.RemindReviewers(var job, var attempt, var task, var retry) ->
          fields.put("job", job).put("attempt", attempt).task(task, retry);
      case Effect.StartSubPipeline call ->
          fields
              .put("job", call.job())
              .put("attempt", call.attempt())
              .task(call.task(), call.retry())
              .put("pipeline", call.pipeline())
              .put("by_name", call.byName())
              .put("variables", Texts.object(call.parameters()))
              .put("origin", Texts.object(call.origin()))
              .put("waits", call.waits());
      case Effect.CancelSubPipeline(var job, var attempt, var task, var retry) ->
          fields.put("job", job).put("attempt", attempt).task(task, retry);
      case Effect.TellParent(var caller, var result) ->
          fields.put("caller", CallerText.write(caller)).result(result);
      case Effect.TellQueue(var attempt, var status) ->
          fields.put("attempt", attempt).put("status", status);
      case Effect.CheckTaskGate check -> ReviewEventText.write(check, fields);
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
      case "AcquireMutex" ->
          new Effect.AcquireMutex(
              fields.job(),
              fields.attempt(),
              fields.request(),
              fields.mutex(),
              fields.values.containsKey("queue_length")
                  ? Optional.of(fields.number("queue_length"))
                  : Optional.empty());
      case "ReleaseMutex" ->
          new Effect.ReleaseMutex(fields.job(), fields.attempt(), fields.request(), fields.mutex());
      case "RemindReviewers" ->
          new Effect.RemindReviewers(fields.job(), fields.attempt(), fields.task(), fields.retry());
      case "StartSubPipeline" ->
          new Effect.StartSubPipeline(
              fields.job(),
              fields.attempt(),
              fields.task(),
              fields.retry(),
              fields.text("pipeline"),
              fields.flag("by_name"),
              fields.map("variables"),
              Texts.map(fields.optional("origin")),
              fields.flag("waits"));
      case "CancelSubPipeline" ->
          new Effect.CancelSubPipeline(
              fields.job(), fields.attempt(), fields.task(), fields.retry());
      case "TellParent" ->
          new Effect.TellParent(CallerText.read(fields.text("caller")), fields.result());
      case "TellQueue" ->
          new Effect.TellQueue(fields.attempt(), BuildStatus.valueOf(fields.text("status")));
      case "CheckTaskGate" -> ReviewEventText.checkTaskGate(fields);
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
      fields.put("sentence", SentenceText.ofOne(failure.message()));
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
            .map(SentenceText::one)
            .orElseGet(() -> Sentence.verbatim(fields.text("message"))),
        fields.values.containsKey("exit_code")
            ? OptionalInt.of(fields.number("exit_code"))
            : OptionalInt.empty());
  }
}
