package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.OfWaitingTask;
import dev.millrace.engine.event.BuildEvent.SubPipelineEnded;
import dev.millrace.engine.event.BuildEvent.SubPipelineStarted;
import dev.millrace.engine.event.BuildEvent.TaskContinued;
import dev.millrace.engine.event.BuildEvent.TaskGateAnswered;
import dev.millrace.engine.event.BuildEvent.TaskGateDecided;
import dev.millrace.engine.event.BuildEvent.TaskReminderDue;
import dev.millrace.engine.event.BuildEvent.TaskRetryDue;
import dev.millrace.engine.event.BuildEvent.TaskReviewed;
import dev.millrace.engine.event.BuildEvent.TaskStopped;
import dev.millrace.engine.order.ActionInputs;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.ServerWork.GateCheck;
import dev.millrace.engine.state.ServerWork.Review;
import dev.millrace.engine.state.ServerWork.ReviewParameter;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.wording.Sentence;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What speaks against the wish of a person about a task that waits. Asked before the event is sent,
 * so that the person is told; the rules ignore what it refuses.
 */
public final class WaitingTaskCheck {
  /** The longest value or suggestion a person may give, in characters; scripts have more room. */
  static final int MAX_VALUE = VariableWrites.MAX_LENGTH;

  /** The longest input of an action a person may give, in characters. */
  static final int MAX_INPUT = 100_000;

  private WaitingTaskCheck() {}

  /** Why nothing would come of the event, if so. */
  public static Optional<Sentence> problemOf(Build build, OfWaitingTask event) {
    Optional<TaskState> found = task(build, event);
    if (found.isEmpty()) {
      return Optional.of(WaitingTaskWording.NOT_THERE.of(event.task()));
    }
    TaskState task = found.get();
    return switch (event) {
      case TaskContinued continued ->
          waits(task, TaskStatus.PAUSE, WaitingTaskWording.NOT_PAUSED)
              .or(() -> inputs(task, continued.inputs()));
      case TaskStopped _ -> waits(task, TaskStatus.PAUSE, WaitingTaskWording.NOT_PAUSED);
      case TaskReviewed reviewed ->
          waits(task, TaskStatus.REVIEWING, WaitingTaskWording.NOT_REVIEWING)
              .or(() -> answer(task, reviewed));
      case TaskGateDecided decided ->
          waits(task, TaskStatus.QUALITY_CHECK_WAIT, WaitingTaskWording.NOT_AT_GATE)
              .or(() -> decision(task, decided));
      case TaskReminderDue _,
          TaskGateAnswered _,
          TaskRetryDue _,
          SubPipelineStarted _,
          SubPipelineEnded _ ->
          Optional.empty();
    };
  }

  private static Optional<TaskState> task(Build build, OfWaitingTask event) {
    return build
        .find(event.job())
        .filter(job -> job.attempt() == event.attempt())
        .flatMap(job -> {
          int position = job.tasks().positionOf(event.task());
          return position < 0 ? Optional.empty() : Optional.of(job.tasks().get(position));
        });
  }

  private static Optional<Sentence> waits(
      TaskState task, TaskStatus expected, WaitingTaskWording problem) {
    return task.status() == expected ? Optional.empty() : Optional.of(problem.of(task.id()));
  }

  private static Optional<Sentence> inputs(TaskState task, Map<String, String> inputs) {
    Set<String> known = ActionInputs.names(task.definition().action());
    return inputs.entrySet().stream()
        .<Sentence>mapMulti((input, problems) -> {
          if (!known.contains(input.getKey())) {
            problems.accept(
                WaitingTaskWording.UNKNOWN_INPUT.of(task.id(), input.getKey(), join(known)));
          } else if (input.getValue().length() > MAX_INPUT) {
            problems.accept(WaitingTaskWording.VALUE_TOO_LONG.of(input.getKey(), MAX_INPUT));
          }
        })
        .findFirst();
  }

  private static Optional<Sentence> answer(TaskState task, TaskReviewed answer) {
    if (!(task.work().orElse(null) instanceof Review review) || task.retry() != answer.retry()) {
      return Optional.of(WaitingTaskWording.NOT_REVIEWING.of(task.id()));
    }
    if (!review.reviewers().contains(answer.by())) {
      return Optional.of(
          WaitingTaskWording.NO_REVIEWER.of(answer.by(), task.id(), join(review.reviewers())));
    }
    if (review.needsSuggestion() && answer.suggestion().isBlank()) {
      return Optional.of(WaitingTaskWording.SUGGESTION_NEEDED.of(task.id()));
    }
    return suggestion(answer.suggestion()).or(() -> parameters(task, review, answer));
  }

  private static Optional<Sentence> decision(TaskState task, TaskGateDecided decision) {
    if (!(task.work().orElse(null) instanceof GateCheck gate) || task.retry() != decision.retry()) {
      return Optional.of(WaitingTaskWording.NOT_AT_GATE.of(task.id()));
    }
    return gate.gatekeepers().contains(decision.by())
        ? suggestion(decision.suggestion())
        : Optional.of(
            WaitingTaskWording.NO_GATEKEEPER.of(
                decision.by(), task.id(), join(gate.gatekeepers())));
  }

  private static Optional<Sentence> suggestion(String text) {
    return text.length() > MAX_VALUE
        ? Optional.of(WaitingTaskWording.SUGGESTION_TOO_LONG.of(MAX_VALUE))
        : Optional.empty();
  }

  private static Optional<Sentence> parameters(TaskState task, Review review, TaskReviewed answer) {
    Set<String> known =
        review.parameters().stream().map(ReviewParameter::name).collect(Collectors.toSet());
    for (var given : answer.parameters().entrySet()) {
      if (!known.contains(given.getKey())) {
        return Optional.of(
            WaitingTaskWording.UNKNOWN_INPUT.of(
                task.id(),
                given.getKey(),
                join(review.parameters().stream().map(ReviewParameter::name).toList())));
      }
      if (given.getValue().length() > MAX_VALUE) {
        return Optional.of(WaitingTaskWording.VALUE_TOO_LONG.of(given.getKey(), MAX_VALUE));
      }
    }
    return review.parameters().stream()
        .filter(parameter -> answer.approved() && parameter.required())
        .filter(parameter ->
            answer.parameters().getOrDefault(parameter.name(), parameter.value()).isBlank())
        .findFirst()
        .map(parameter -> WaitingTaskWording.VALUE_NEEDED.of(parameter.name()));
  }

  private static String join(Collection<String> names) {
    return String.join(", ", names);
  }
}
