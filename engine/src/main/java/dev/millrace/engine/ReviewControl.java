package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.TaskReminderDue;
import dev.millrace.engine.event.BuildEvent.TaskReviewed;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.ServerWork.Review;
import dev.millrace.engine.state.ServerWork.ReviewParameter;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A task that asks people. Any of its reviewers may answer; a rejection is a failure of the task.
 * It is never tried again by itself: neither a person's word nor a person's silence is a mishap.
 */
final class ReviewControl {
  private static final String RESULT = "MANUAL_REVIEW_RESULT";
  private static final String REVIEWER = "MANUAL_REVIEWER";
  private static final String SUGGESTION = "MANUAL_REVIEW_SUGGEST";

  private ReviewControl() {}

  static void ask(OpenTask open, SequencedMap<String, Data> inputs, Duration timeout) {
    Review review = ReviewInputs.review(open.task().definition(), inputs);
    if (review.reviewers().isEmpty()) {
      ServerTaskControl.fail(open, FailureCodes.REVIEW, Reason.NO_REVIEWERS.of());
      return;
    }
    open.put(open.task().waiting(TaskStatus.REVIEWING, review));
    open.setTimeout(timeout);
    remindLater(open, review);
  }

  private static void remindLater(OpenTask open, Review review) {
    if (review.reminderHours() > 0) {
      TaskState task = open.task();
      open.setTimer(
          open.reminder(),
          Duration.ofHours(review.reminderHours()),
          new TaskReminderDue(
              task.id(), open.job().id(), task.attempt(), task.retry(), review.reminders() + 1));
    }
  }

  static void reminderDue(Progress progress, TaskReminderDue due) {
    OpenTask open = WaitingTasks.find(progress, due, due.retry(), TaskStatus.REVIEWING);
    if (open != null
        && open.task().work().orElseThrow() instanceof Review review
        && review.reminders() + 1 == due.number()) {
      Review reminded = review.reminded();
      open.put(open.task().waiting(TaskStatus.REVIEWING, reminded));
      progress.add(new Effect.RemindReviewers(due.job(), due.attempt(), due.task(), due.retry()));
      remindLater(open, reminded);
    }
  }

  static void reviewed(Progress progress, TaskReviewed event) {
    OpenTask open = WaitingTasks.find(progress, event, event.retry(), TaskStatus.REVIEWING);
    if (open == null
        || WaitingTaskCheck.problemOf(progress.build(), event).isPresent()
        || !(open.task().work().orElseThrow() instanceof Review review)) {
      return;
    }
    SequencedMap<String, String> outputs = outputs(event);
    var variables = new LinkedHashMap<String, String>();
    outputs.forEach((name, value) ->
        variables.put(
            review.namespace().isEmpty() ? name : review.namespace() + "_" + name, value));
    if (event.approved()) {
      variables.putAll(parametersOf(review, event.parameters()));
    }
    List<Sentence> warnings = VariableWrites.apply(progress, variables);
    if (event.approved()) {
      open.end(TaskStatus.SUCCEED, Optional.empty(), outputs, warnings);
    } else {
      Failure rejected =
          Failure.of(FailureKind.USER, FailureCodes.REVIEW, Reason.REVIEW_REJECTED.of(event.by()));
      open.end(TaskStatus.REVIEW_ABORT, Optional.of(rejected), outputs, warnings);
    }
  }

  /** The words of the values are BK-CI's, since pipelines compare with them. */
  private static SequencedMap<String, String> outputs(TaskReviewed event) {
    var outputs = new LinkedHashMap<String, String>();
    outputs.put(RESULT, event.approved() ? "PROCESS" : "ABORT");
    outputs.put(REVIEWER, event.by());
    outputs.put(SUGGESTION, event.suggestion());
    return outputs;
  }

  /** As the reviewer set them, the others as they were. */
  private static Map<String, String> parametersOf(Review review, Map<String, String> given) {
    var values = new LinkedHashMap<String, String>();
    for (ReviewParameter parameter : review.parameters()) {
      values.put(parameter.name(), given.getOrDefault(parameter.name(), parameter.value()));
    }
    return values;
  }
}
