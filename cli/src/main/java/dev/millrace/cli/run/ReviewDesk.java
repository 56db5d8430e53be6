package dev.millrace.cli.run;

import dev.millrace.cli.local.LocalReviewers;
import dev.millrace.cli.questions.Question;
import dev.millrace.cli.questions.Question.Answer;
import dev.millrace.engine.ReviewCheck;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewApproved;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewRejected;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.builds.BuildListener;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides the reviews of a local build: as was said ahead, else as the person at the terminal says.
 * Where there is neither, the review is rejected with that as the reason: a build must not wait for
 * nobody. It is this user's machine, so the user may decide for every group, under the own name.
 */
final class ReviewDesk implements BuildListener, AutoCloseable {
  private static final String APPROVE = "approve";
  private static final String REJECT = "reject";
  private static final Set<String> ROLES = Set.of(LocalReviewers.LOCAL_REVIEWERS);
  private static final Logger log = LoggerFactory.getLogger(ReviewDesk.class);

  private final Desk desk;

  /** What is asked now, and by whom; both belong to the listener's thread. */
  private Optional<Asked> asked = Optional.empty();

  private @Nullable Thread asker;

  /** One group of one review. */
  private record Asked(String stage, int attempt, int group) {}

  ReviewDesk(Desk desk) {
    this.desk = desk;
  }

  @Override
  public synchronized void committed(
      Optional<Build> before, Build after, Optional<BuildEvent> event) {
    if (!after.id().equals(desk.build())) {
      return;
    }
    Optional<StageState> waiting =
        after.stages().stream().filter(stage -> stage.status() == StageStatus.PAUSE).findFirst();
    Optional<Asked> next =
        waiting.map(stage ->
            new Asked(
                stage.id().value(),
                stage.attempt(),
                stage.checks().review().orElseThrow().current()));
    if (!next.equals(asked)) {
      stopAsking();
      asked = next;
      waiting.ifPresent(
          stage -> asker = Thread.ofVirtual().name("reviews").start(() -> decide(after, stage)));
    }
  }

  /** What was asked has been decided otherwise, such as by Ctrl-C. */
  private void stopAsking() {
    if (asker != null) {
      asker.interrupt();
      asker = null;
    }
  }

  private void decide(Build build, StageState stage) {
    Review review = stage.checks().review().orElseThrow();
    int group = review.current();
    String name = review.groups().get(group).name();
    try {
      desk.send(decision(build, stage, review, group, name));
    } catch (InterruptedException decided) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      // The review's timeout, or the user with Ctrl-C, ends the wait.
      log.atWarn().setCause(failure).log("a review could not be decided");
    }
  }

  private BuildEvent decision(Build build, StageState stage, Review review, int group, String name)
      throws InterruptedException {
    SequencedMap<String, String> given = given(stage, review);
    Optional<Boolean> said =
        desk.ahead().about(AnswersAhead.namesOfGroup(stage.id().value(), group, name));
    Optional<Sentence> problem = Optional.empty();
    if (said.isPresent() && !said.get()) {
      return rejection(stage, group, "");
    }
    if (said.isPresent()) {
      ReviewApproved approval = approval(stage, group, given, "");
      problem = ReviewCheck.problemOf(build, approval);
      if (problem.isEmpty()) {
        return approval;
      }
    }
    Optional<Answer> answer = desk.ask(question(build, stage, review));
    if (answer.isEmpty()) {
      return rejection(
          stage,
          group,
          problem
              .map(desk.session().texts()::say)
              .orElseGet(() -> desk.session().texts().get("review.nobody-here")));
    }
    return event(stage, group, answer.get());
  }

  private Question question(Build build, StageState stage, Review review) {
    Review.Group group = review.groups().get(review.current());
    var about = new ArrayList<String>();
    if (!review.description().isBlank()) {
      about.addAll(Arrays.asList(review.description().split("\n", -1)));
    }
    about.add(desk.session().texts().get("review.meant-for", LocalReviewers.peopleOf(group)));
    SequencedMap<String, String> given = given(stage, review);
    return new Question(
        desk.session().texts().get("review.title", stage.id(), group.name()),
        about,
        List.of(
            new Question.Choice(APPROVE, desk.session().texts().get("review.approve"), true),
            new Question.Choice(REJECT, desk.session().texts().get("review.reject"), false)),
        review.fields().stream()
            .map(field ->
                new Question.Field(
                    field.name(),
                    field.label(),
                    field.options(),
                    given.getOrDefault(field.name(), field.value())))
            .toList(),
        true,
        answer ->
            (event(stage, review.current(), answer) instanceof ReviewApproved approval
                    ? ReviewCheck.problemOf(build, approval)
                    : Optional.<Sentence>empty())
                .map(desk.session().texts()::say));
  }

  private SequencedMap<String, String> given(StageState stage, Review review) {
    return desk.ahead()
        .valuesFor(
            List.of(stage.id().value()), review.fields().stream().map(Review.Field::name).toList());
  }

  private BuildEvent event(StageState stage, int group, Answer answer) {
    return answer.choice().equals(APPROVE)
        ? approval(stage, group, answer.values(), answer.remark())
        : rejection(stage, group, answer.remark());
  }

  private ReviewApproved approval(
      StageState stage, int group, Map<String, String> values, String remark) {
    return new ReviewApproved(
        stage.id(), stage.attempt(), group, user(), ROLES, remark, Data.ordered(values));
  }

  private ReviewRejected rejection(StageState stage, int group, String remark) {
    return new ReviewRejected(stage.id(), stage.attempt(), group, user(), ROLES, remark);
  }

  private String user() {
    return desk.session().user();
  }

  @Override
  public synchronized void close() {
    stopAsking();
  }
}
