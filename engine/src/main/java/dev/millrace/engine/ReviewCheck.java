package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.OfStageCheck;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateDecided;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewApproved;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewRejected;
import dev.millrace.engine.event.BuildEvent.OfTrigger;
import dev.millrace.engine.event.BuildEvent.OfTrigger.TriggerApproved;
import dev.millrace.engine.event.BuildEvent.OfTrigger.TriggerRejected;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageState;
import dev.millrace.wording.Sentence;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a person's decision is not taken: it is not asked for (any more), the person is not one of
 * those who may decide, or a value is not one. The rules ignore what this refuses; ask it before,
 * to tell the person.
 */
public final class ReviewCheck {
  /** The longest remark, in characters: it becomes a variable. */
  public static final int SUGGESTION_MAX = VariableWrites.MAX_LENGTH;

  private ReviewCheck() {}

  /** What speaks against an approval. */
  public static Optional<Sentence> problemOf(Build build, ReviewApproved event) {
    return decider(build, event, event.group(), event.by(), event.roles(), event.suggestion())
        .or(() -> values(build, review(build, event).orElseThrow(), event.values()));
  }

  /** What speaks against a rejection. */
  public static Optional<Sentence> problemOf(Build build, ReviewRejected event) {
    return decider(build, event, event.group(), event.by(), event.roles(), event.suggestion());
  }

  /** What speaks against a gatekeeper's decision. */
  public static Optional<Sentence> problemOf(Build build, GateDecided event) {
    Optional<Gate> waiting =
        stage(build, event)
            .flatMap(stage -> stage.checks().gate(event.point()))
            .filter(gate -> gate.status() == Gate.Status.QUALITY_CHECK_WAIT)
            .filter(gate -> gate.number() == event.check());
    if (waiting.isEmpty()) {
      return Optional.of(ReviewWording.NOTHING_ASKED.of());
    }
    return waiting.get().gatekeepers().contains(event.by())
        ? suggestion(event.suggestion())
        : Optional.of(ReviewWording.NOT_A_REVIEWER.of(event.by()));
  }

  /** What speaks against a decision about a build's beginning. */
  public static Optional<Sentence> problemOf(Build build, OfTrigger event) {
    return switch (event) {
      case TriggerApproved(var by) -> trigger(build, by, "");
      case TriggerRejected(var by, var suggestion) -> trigger(build, by, suggestion);
    };
  }

  private static Optional<Sentence> trigger(Build build, String by, String suggestion) {
    if (build.status() != BuildStatus.TRIGGER_REVIEWING) {
      return Optional.of(ReviewWording.NOTHING_ASKED.of());
    }
    return build.triggerReview().filter(review -> review.reviewers().contains(by)).isPresent()
        ? suggestion(suggestion)
        : Optional.of(ReviewWording.NOT_A_REVIEWER.of(by));
  }

  private static Optional<Sentence> decider(
      Build build, OfStageCheck event, int group, String by, Set<String> roles, String suggestion) {
    Optional<Review> asked = review(build, event);
    if (asked.isEmpty()) {
      return Optional.of(ReviewWording.NOTHING_ASKED.of());
    }
    Review.Group current = asked.get().groups().get(asked.get().current());
    if (group != asked.get().current()) {
      return Optional.of(ReviewWording.OTHER_GROUP.of(current.name()));
    }
    return current.admits(by, roles)
        ? suggestion(suggestion)
        : Optional.of(ReviewWording.NOT_A_REVIEWER.of(by));
  }

  private static Optional<Sentence> suggestion(String text) {
    return text.length() > SUGGESTION_MAX
        ? Optional.of(ReviewWording.SUGGESTION_TOO_LONG.of(SUGGESTION_MAX))
        : Optional.empty();
  }

  private static Optional<Sentence> values(Build build, Review review, Map<String, String> given) {
    Stream<Sentence> unknown =
        given.keySet().stream()
            .filter(name -> review.fields().stream().noneMatch(any -> any.name().equals(name)))
            .map(name -> ReviewWording.UNKNOWN_FIELD.of(name));
    Stream<Sentence> bad =
        review.fields().stream().flatMap(field -> value(build, field, given).stream());
    return Stream.concat(unknown, bad).findFirst();
  }

  private static Optional<Sentence> value(
      Build build, Review.Field field, Map<String, String> given) {
    String value = given.getOrDefault(field.name(), field.value());
    var variable = build.variables().get(field.name());
    boolean isFixed = variable != null && variable.readOnly() && !value.equals(field.value());
    return isFixed
        ? Optional.of(ReviewWording.READ_ONLY.of(field.name()))
        : ReviewFields.problemOf(field, value);
  }

  private static Optional<Review> review(Build build, OfStageCheck event) {
    return stage(build, event)
        .filter(StageReviewControl::isOpen)
        .flatMap(stage -> stage.checks().review());
  }

  /** The stage an event is about, in the attempt it is about. */
  static Optional<StageState> stage(Build build, OfStageCheck event) {
    return build.stages().stream()
        .filter(stage -> stage.id().equals(event.stage()))
        .filter(stage -> stage.attempt() == event.attempt())
        .findFirst();
  }
}
