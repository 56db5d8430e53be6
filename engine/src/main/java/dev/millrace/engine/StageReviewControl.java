package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewApproved;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewRejected;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewTimeoutReached;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TimerKeys;
import dev.millrace.engine.order.Contexts;
import dev.millrace.engine.order.Texts;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.expression.TextTooLong;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.StageCheck.ReviewFlow;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * People before a stage. While they are asked, the stage pauses and its build is parked: it holds
 * nothing that another build could use.
 */
final class StageReviewControl {
  private StageReviewControl() {}

  /**
   * Asks for the review of a stage that is about to begin; empty: it has none. Where a group has
   * nobody who could decide, it is rejected at once: whoever approves before it would do so in
   * vain.
   */
  static Optional<Review> ask(Progress progress, StageState stage) {
    Optional<StageCheck> check =
        stage.definition().flatMap(Stage::checkIn).filter(some -> !some.flows().isEmpty());
    if (check.isEmpty()) {
      return Optional.empty();
    }
    Review review = review(progress, check.get());
    if (review.status() == Review.Status.REVIEWING) {
      progress.put(stage.paused(review));
      park(progress);
      progress.add(
          new Effect.SetTimer(
              TimerKeys.review(stage.id()),
              review.dueAt(),
              new ReviewTimeoutReached(stage.id(), stage.attempt())));
    } else {
      progress.put(stage.with(stage.checks().with(review)));
    }
    return Optional.of(review);
  }

  private static Review review(Progress progress, StageCheck check) {
    var texts = new Texts(progress.build(), Contexts.of(progress.build()));
    Review review;
    try {
      review =
          begun(
              progress,
              check,
              texts.replace(check.description()),
              check.flows().stream().map(flow -> group(flow, texts)).toList(),
              ReviewFields.of(check, texts));
    } catch (TextTooLong tooLong) {
      return begun(progress, check, check.description(), List.of(), List.of())
          .rejected(
              Review.SYSTEM,
              progress.now(),
              "",
              Reason.REVIEW_NOT_ASKED.of().because(tooLong.reason()));
    }
    return review.groups().stream()
        .filter(Review.Group::isEmpty)
        .findFirst()
        .map(group ->
            review.rejected(
                Review.SYSTEM, progress.now(), "", Reason.REVIEW_WITHOUT_PEOPLE.of(group.name())))
        .orElse(review);
  }

  private static Review begun(
      Progress progress,
      StageCheck check,
      String description,
      List<Review.Group> groups,
      List<Review.Field> fields) {
    return new Review(
        Review.Status.REVIEWING,
        description,
        groups,
        fields,
        progress.now(),
        progress.now().plus(Duration.ofHours(StageChecking.hours(check))),
        Optional.empty());
  }

  private static Review.Group group(ReviewFlow flow, Texts texts) {
    return new Review.Group(
        texts.replace(flow.name()),
        names(flow.reviewers(), texts),
        names(flow.groups(), texts),
        Optional.empty());
  }

  /** A variable may name several, parted by commas. */
  private static List<String> names(List<String> written, Texts texts) {
    return written.stream()
        .flatMap(text -> Arrays.stream(texts.replace(text).split(",", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  static void approved(Progress progress, StageState stage, ReviewApproved event) {
    if (ReviewCheck.problemOf(progress.build(), event).isPresent()) {
      return;
    }
    Review before = stage.checks().review().orElseThrow();
    Review review = before.approved(event.by(), progress.now(), event.suggestion(), event.values());
    record(progress, stage, event);
    if (review.status() == Review.Status.REVIEWING) {
      progress.put(stage.with(stage.checks().with(review)));
    } else {
      resume(progress, stage, review);
    }
  }

  static void rejected(Progress progress, StageState stage, ReviewRejected event) {
    if (ReviewCheck.problemOf(progress.build(), event).isEmpty()) {
      Sentence why =
          event.suggestion().isBlank()
              ? Reason.REVIEW_REJECTED.of(event.by())
              : Reason.REVIEW_REJECTED_SAYING.of(event.by(), event.suggestion());
      reject(progress, stage, event.by(), event.suggestion(), why);
    }
  }

  static void timeoutReached(Progress progress, StageState stage) {
    if (isOpen(stage)) {
      int hours = stage.definition().flatMap(Stage::checkIn).map(StageChecking::hours).orElse(0);
      reject(progress, stage, Review.SYSTEM, "", Reason.STAGE_REVIEW_TIMEOUT.of(hours));
    }
  }

  /** Somebody wants the build to stop, so nobody is waited for. */
  static void cancelled(Progress progress, StageState stage) {
    if (isOpen(stage)) {
      reject(progress, stage, Review.SYSTEM, "", progress.cancellation().message());
    }
  }

  static boolean isOpen(StageState stage) {
    return stage.status() == StageStatus.PAUSE;
  }

  private static void reject(
      Progress progress, StageState stage, String by, String suggestion, Sentence why) {
    Review review = stage.checks().review().orElseThrow();
    resume(progress, stage, review.rejected(by, progress.now(), suggestion, why));
  }

  /** The build gives away what it holds; others may use it meanwhile. */
  private static void park(Progress progress) {
    progress.become(progress.build().parked());
  }

  /** The build has back what it held, without waiting in the queue again. */
  private static void resume(Progress progress, StageState stage, Review decided) {
    progress.add(new Effect.ClearTimer(TimerKeys.review(stage.id())));
    progress.put(stage.resumed(decided));
    progress.become(progress.build().resumed());
  }

  /** Who approved, and what was said, for whoever comes later; nobody can change it. */
  private static void record(Progress progress, StageState stage, ReviewApproved event) {
    String prefix = "stages." + variableName(stage) + ".check-in.flow." + event.group() + ".";
    var variables = new LinkedHashMap<>(progress.build().variables());
    variables.put(prefix + "operator", new VariableValue(event.by(), true, false));
    variables.put(prefix + "result", new VariableValue(event.suggestion(), true, false));
    progress.become(progress.build().withVariables(variables));
  }

  /** BK-CI's name for a stage its author gave no id. */
  private static String variableName(StageState stage) {
    return stage
        .definition()
        .map(Stage::id)
        .filter(id -> !id.isEmpty())
        .orElse("stage_" + (stage.index() + 1));
  }

  /** What the reviewers filled in becomes variables; one that nobody may set stays as it is. */
  static void writeVariables(Progress progress, Review review) {
    Map<String, String> values = new LinkedHashMap<>();
    review.fields().forEach(field -> values.put(field.name(), field.value()));
    var _ = VariableWrites.apply(progress, Data.ordered(values));
  }

  /** Why a stage did not begin that people, or nobody in time, let begin. */
  static Failure failure(Progress progress, Review review) {
    return progress.build().cancel().isPresent()
        ? progress.cancellation()
        : Failure.of(FailureKind.USER, FailureCodes.REVIEW, review.reason().orElseThrow());
  }
}
