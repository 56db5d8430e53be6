package dev.millrace.engine;

import static dev.millrace.engine.CheckBuilder.aReviewBy;
import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewApproved;
import dev.millrace.engine.order.Contexts;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.StageCheck.ReviewInput;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageReviewTest {
  /** A build of one reviewed stage and a finally job. */
  private static PlayedBuild parked(CheckBuilder check) {
    return aBuildOf(
        aPipeline().stage(aStage(aJob("a")).id("ship").checkIn(check)).lastly(aJob("z")));
  }

  @Test
  void a_build_is_parked_while_people_are_asked() {
    var build = parked(aReviewBy("ann"));

    assertThat(build.status()).isEqualTo(BuildStatus.PAUSE);
    assertThat(build.stages()).containsExactly(StageStatus.PAUSE, StageStatus.QUEUE);
    assertThat(build.review().status()).isEqualTo(Review.Status.REVIEWING);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.QUEUE);
    assertThat(build.state().endedAt()).isEmpty();
  }

  @Test
  void an_approved_stage_begins() {
    var build = parked(aReviewBy("ann"));

    build.approves("ann");

    assertThat(build.status()).isEqualTo(BuildStatus.RUNNING);
    assertThat(build.stages()).containsExactly(StageStatus.RUNNING, StageStatus.QUEUE);
    assertThat(build.review().status()).isEqualTo(Review.Status.REVIEW_PROCESSED);
    assertThat(build.timers()).containsOnlyKeys("prepare:a");
  }

  @Test
  void groups_are_asked_one_after_another_and_any_one_of_a_group_decides() {
    var build = parked(aReviewBy("ann", "bob").then("cid"));

    assertThat(build.approves("cid").review().current()).isZero();
    build.approves("bob");
    assertThat(build.status()).isEqualTo(BuildStatus.PAUSE);
    assertThat(build.approves("ann").review().current()).isEqualTo(1);
    build.approves("cid");

    assertThat(build.status()).isEqualTo(BuildStatus.RUNNING);
    assertThat(build.review().groups())
        .extracting(group -> group.decision().orElseThrow().by())
        .containsExactly("bob", "cid");
  }

  @Test
  void a_role_decides_as_well_as_a_name() {
    var build = parked(new CheckBuilder().thenRoles("leads"));
    var stranger =
        new ReviewApproved(
            build.stage(0).id(), 1, 0, "eve", Set.of("interns"), "", Data.ordered(Map.of()));
    var lead =
        new ReviewApproved(
            build.stage(0).id(), 1, 0, "ann", Set.of("leads"), "", Data.ordered(Map.of()));

    assertThat(build.on(stranger).status()).isEqualTo(BuildStatus.PAUSE);
    assertThat(build.on(lead).status()).isEqualTo(BuildStatus.RUNNING);
  }

  @Test
  void texts_are_replaced_when_people_are_asked() {
    var build =
        aBuildOf(
            aPipeline()
                .variable("WHO", "ann, bob")
                .variable("WHAT", "1.2")
                .stage(
                    aStage(aJob("a"))
                        .checkIn(
                            aReviewBy("${WHO}").saying("ship ${WHAT}?").asking("V", "v${WHAT}"))));

    assertThat(build.review().groups().getFirst().reviewers()).containsExactly("ann", "bob");
    assertThat(build.review().description()).isEqualTo("ship 1.2?");
    assertThat(build.review().fields().getFirst().value()).isEqualTo("v1.2");
  }

  @ParameterizedTest(name = "reviewer \"{0}\"")
  @CsvSource({"' '", "'${EMPTY}'", "','"})
  void a_group_with_nobody_in_it_rejects_at_once_and_says_why(String reviewer) {
    var build =
        aBuildOf(
            aPipeline()
                .variable("EMPTY", "")
                .stage(aStage(aJob("a")).checkIn(aReviewBy("ann").then(reviewer))));

    assertThat(build.status()).isEqualTo(BuildStatus.STAGE_SUCCESS);
    assertThat(build.stage(0).failure().orElseThrow().message().english())
        .isEqualTo("nobody is there to decide for the review group Flow 2");
    assertThat(build.review().groups().getFirst().decision().orElseThrow().by())
        .isEqualTo(Review.SYSTEM);
  }

  @Test
  void a_rejected_stage_sends_the_build_to_its_finally_jobs() {
    var build =
        aBuildOf(
            aPipeline()
                .stage(aStage(aJob("a")).checkIn(aReviewBy("ann")))
                .stage(aJob("b"))
                .lastly(
                    aJob("good").when(Word.SUCCESS),
                    aJob("bad").when(Word.FAILURE),
                    aJob("gone").when(Word.CANCELLED)));

    build.rejects("ann", "not today");

    assertThat(build.stages())
        .containsExactly(StageStatus.STAGE_SUCCESS, StageStatus.UNEXEC, StageStatus.RUNNING);
    assertThat(build.stage(0).failure().orElseThrow().message().english())
        .isEqualTo("ann rejected the review: not today");
    assertThat(build.jobsIn(JobStatus.SKIP)).containsExactly("bad", "gone");
    assertThat(build.jobsIn(JobStatus.UNEXEC)).containsExactly("a", "b");
    assertThat(Contexts.of(build.state(), build.stage(2), build.job("good")).get("ci.build_status"))
        .isEqualTo("FAILED");
    build.succeeds("good");
    assertThat(build.status()).isEqualTo(BuildStatus.STAGE_SUCCESS);
    assertThat(build.state().endedAt()).isPresent();
  }

  @Test
  void a_failing_finally_job_fails_a_rejected_build() {
    var build = parked(aReviewBy("ann")).rejects("ann", "");

    build.fails("z");

    assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
  }

  @ParameterizedTest(name = "timeout-hours {0}: {1} hours")
  @CsvSource({", 24", "1, 1", "720, 720", "721, 720", "0, 720", "-1, 720"})
  void nobody_is_waited_for_longer_than_the_timeout(Integer written, int hours) {
    CheckBuilder check = aReviewBy("ann");
    var build = parked(written == null ? check : check.hours(written));

    assertThat(Duration.between(VirtualClock.START, build.due("review:ship")))
        .isEqualTo(Duration.ofHours(hours));
    build.timer("review:ship").succeeds("z");

    assertThat(build.status()).isEqualTo(BuildStatus.STAGE_SUCCESS);
    assertThat(build.stage(0).failure().orElseThrow().message().english())
        .isEqualTo("nobody decided within " + hours + " hours");
  }

  @Test
  void to_cancel_a_parked_build_is_to_reject() {
    var build = parked(aReviewBy("ann"));

    build.cancel();
    assertThat(build.stages()).containsExactly(StageStatus.STAGE_SUCCESS, StageStatus.RUNNING);
    build.succeeds("z");

    assertThat(build.status()).isEqualTo(BuildStatus.STAGE_SUCCESS);
    assertThat(build.stage(0).failure().orElseThrow().code()).isEqualTo(FailureCodes.CANCELLED);
  }

  @Test
  void a_cancel_after_a_rejection_counts_as_one() {
    var build = parked(aReviewBy("ann")).rejects("ann", "");

    build.cancel().succeeds("z");

    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_forced_cancel_ends_a_parked_build_at_once() {
    var build = parked(aReviewBy("ann"));

    build.cancelByForce();

    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(build.stages()).containsExactly(StageStatus.UNEXEC, StageStatus.UNEXEC);
    assertThat(build.timers()).isEmpty();
  }

  @Test
  void what_was_filled_in_is_the_start_for_the_next_group_and_a_variable_in_the_end() {
    var build = parked(aReviewBy("ann").then("bob").asking("VERSION", "1").asking("NOTE", "-"));

    build.approves("ann", "", Map.of("VERSION", "2"));
    assertThat(build.review().fields().getFirst().value()).isEqualTo("2");
    assertThat(build.variable("VERSION")).isEqualTo("null");
    build.approves("bob", "", Map.of("NOTE", "fine"));

    assertThat(build.variable("VERSION")).isEqualTo("2");
    assertThat(build.variable("NOTE")).isEqualTo("fine");
    assertThat(build.review().groups().getLast().decision().orElseThrow().values())
        .containsOnly(Map.entry("NOTE", "fine"));
  }

  @ParameterizedTest(name = "{0} of {2} (required: {3}) = \"{1}\": {4}")
  @CsvSource({
    "V, x,     INPUT,             false, ",
    "V, '',    INPUT,             false, ",
    "V, ' ',   INPUT,             true,  the field V needs a value",
    "W, x,     INPUT,             false, the review has no field W",
    "V, x,     SELECTOR,          false, ",
    "V, z,     SELECTOR,          false, 'the field V must be of x, y'",
    "V, 'x,y', SELECTOR_MULTIPLE, false, ",
    "V, 'x,z', SELECTOR_MULTIPLE, false, 'the field V must be of x, y'",
    "V, true,  BOOL,              false, ",
    "V, yes,   BOOL,              false, the field V must be true or false",
    "V, false, CHECKBOX,          false, ",
    "V, 1,     CHECKBOX,          false, the field V must be true or false",
  })
  void a_value_that_is_none_is_refused(
      String name, String value, ReviewInput type, boolean required, String problem) {
    boolean chooses = type == ReviewInput.SELECTOR || type == ReviewInput.SELECTOR_MULTIPLE;
    String[] options = chooses ? new String[] {"x", "y"} : new String[0];
    var build = parked(aReviewBy("ann").asking("V", type, "", required, options));
    var event = build.approval("ann", "", Map.of(name, value));

    var told = ReviewCheck.problemOf(build.state(), event).map(Sentence::english);
    build.on(event);

    assertThat(told.orElse(null)).isEqualTo(problem);
    assertThat(build.status()).isEqualTo(problem == null ? BuildStatus.RUNNING : BuildStatus.PAUSE);
  }

  @ParameterizedTest(name = "{0} characters: {1}")
  @CsvSource({"3998, true", "3999, true", "4000, false"})
  void a_value_has_a_longest_length(int length, boolean allowed) {
    var build = parked(aReviewBy("ann").asking("V", ""));

    build.approves("ann", "", Map.of("V", "x".repeat(length)));

    assertThat(Limits.REVIEW_VALUE_MAX).isEqualTo(3999);
    assertThat(build.status()).isEqualTo(allowed ? BuildStatus.RUNNING : BuildStatus.PAUSE);
  }

  @ParameterizedTest(name = "{0} characters: {1}")
  @CsvSource({"3999, true", "4000, true", "4001, false"})
  void a_remark_has_a_longest_length(int length, boolean allowed) {
    var build = parked(aReviewBy("ann"));

    build.approves("ann", "x".repeat(length), Map.of());

    assertThat(build.status()).isEqualTo(allowed ? BuildStatus.RUNNING : BuildStatus.PAUSE);
  }

  @ParameterizedTest(name = "values: {0}")
  @CsvSource({"'a,b'", "'${LIST}'", "LIST", "'[\"a\",\"b\"]'"})
  void options_may_come_from_a_variable(String expression) {
    var build =
        aBuildOf(
            aPipeline()
                .variable("LIST", "[\"a\",\"b\"]")
                .stage(aStage(aJob("a")).checkIn(aReviewBy("ann").choosing("V", expression))));

    assertThat(build.review().fields().getFirst().options()).containsExactly("a", "b");
  }

  @Test
  void a_read_only_variable_can_not_be_filled_in() {
    var build =
        aBuildOf(
            aPipeline()
                .readOnly("V", "1")
                .stage(aStage(aJob("a")).checkIn(aReviewBy("ann").asking("V", "1"))));

    assertThat(ReviewCheck.problemOf(build.state(), build.approval("ann", "", Map.of("V", "2"))))
        .hasValueSatisfying(problem ->
            assertThat(problem.english())
                .isEqualTo("the variable V is read-only, so the field V can't be changed"));
    assertThat(build.approves("ann").variable("V")).isEqualTo("1");
  }

  @Test
  void who_approved_and_what_was_said_are_variables_nobody_can_change() {
    var build =
        aBuildOf(
            aPipeline()
                .stage(
                    aStage(
                            aJob(
                                "a",
                                aTask("echo ${{ stages.ship.check-in.flow.1.operator }}"),
                                aTask("2")))
                        .id("ship")
                        .checkIn(aReviewBy("ann").then("bob"))));
    build.approves("ann", "looks good", Map.of()).approves("bob");

    build
        .workerStarts("a")
        .claims("a")
        .reports(
            "a",
            TaskResults.succeeded(
                Map.of(
                    "stages.ship.check-in.flow.0.operator", "eve",
                    "stages.later.check-in.flow.0.operator", "eve"),
                Map.of()));

    assertThat(build.variable("stages.ship.check-in.flow.0.operator")).isEqualTo("ann");
    assertThat(build.variable("stages.ship.check-in.flow.0.result")).isEqualTo("looks good");
    assertThat(build.variable("stages.ship.check-in.flow.1.operator")).isEqualTo("bob");
    assertThat(build.variable("stages.later.check-in.flow.0.operator")).isEqualTo("null");
    assertThat(build.task("a", 1).warnings()).hasSize(2);
  }

  @Test
  void a_stage_without_an_id_is_named_by_its_position() {
    var build = aBuildOf(aPipeline().stage(aStage(aJob("a")).checkIn(aReviewBy("ann"))));

    build.approves("ann");

    assertThat(build.variable("stages.stage_1.check-in.flow.0.operator")).isEqualTo("ann");
  }

  @Test
  void whoever_is_not_asked_is_told_so() {
    var build = parked(aReviewBy("ann").then("bob"));
    var late = build.approval("ann", "", Map.of());

    assertThat(problem(build, build.approval("eve", "", Map.of())))
        .isEqualTo("eve is not one of those who may decide");
    build.on(late);
    assertThat(problem(build, late)).isEqualTo("the group asked now is Flow 2");
    build.approves("bob");
    assertThat(problem(build, late)).isEqualTo("nobody is asked about this now");
  }

  private static String problem(PlayedBuild build, ReviewApproved event) {
    return ReviewCheck.problemOf(build.state(), event).orElseThrow().english();
  }

  @Test
  void a_stage_whose_condition_says_no_asks_nobody() {
    var build =
        aBuildOf(
            aPipeline()
                .stage(aStage(aJob("a")).when("1 == 2").checkIn(aReviewBy("ann")))
                .stage(aJob("b")));

    assertThat(build.stages()).containsExactly(StageStatus.SKIP, StageStatus.RUNNING);
  }
}
