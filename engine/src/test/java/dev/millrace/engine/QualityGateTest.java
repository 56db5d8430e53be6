package dev.millrace.engine;

import static dev.millrace.engine.CheckBuilder.aReviewBy;
import static dev.millrace.engine.CheckBuilder.gates;
import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateAnswered;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateDecided;
import dev.millrace.engine.event.BuildEvent.StageCancelRequested;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.Gate.Point;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QualityGateTest {
  private static final GateAnswer PASSED = new GateAnswer.Passed();
  private static final GateAnswer NEEDS_ANN = new GateAnswer.NeedsPerson(List.of("ann"));

  /** A build whose gate at this point has just been asked for. */
  private static PlayedBuild asked(Point point) {
    StageBuilder stage = aStage(aJob("a")).id("ship");
    var build =
        aBuildOf(
            aPipeline()
                .stage(
                    switch (point) {
                      case IN -> stage.checkIn(gates("r1", "r2").hours(2));
                      case OUT -> stage.checkOut(gates("r1", "r2").hours(2));
                    })
                .stage(aJob("b"))
                .lastly(aJob("z").when(Word.FAILURE)));
    return point == Point.IN ? build : build.succeeds("a");
  }

  private static String key(Point point) {
    return point == Point.IN ? "gate-in:ship" : "gate-out:ship";
  }

  @ParameterizedTest
  @EnumSource
  void a_gate_is_asked_for_by_its_rules_and_waited_for(Point point) {
    var build = asked(point);

    assertThat(build.effects())
        .contains(new Effect.CheckGate(new StageId("ship"), 1, point, 1, List.of("r1", "r2")));
    assertThat(build.stages().getFirst())
        .isEqualTo(point == Point.IN ? StageStatus.QUEUE : StageStatus.RUNNING);
    assertThat(build.status()).isEqualTo(BuildStatus.RUNNING);
    assertThat(Duration.between(VirtualClock.START, build.due(key(point))))
        .isEqualTo(Duration.ofHours(2));
  }

  @ParameterizedTest
  @EnumSource
  void a_passed_gate_lets_the_build_go_on(Point point) {
    var build = asked(point).answers(point, PASSED);

    assertThat(build.stages().getFirst())
        .isEqualTo(point == Point.IN ? StageStatus.RUNNING : StageStatus.SUCCEED);
    assertThat(build.timers()).doesNotContainKey(key(point));
    if (point == Point.IN) {
      build.succeeds("a");
    }
    assertThat(build.succeeds("b").status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({
    "IN,  refused,     the quality gate was not passed: bugs",
    "OUT, refused,     the quality gate was not passed: bugs",
    "IN,  not checked, the quality gate could not be checked: down",
    "OUT, not checked, the quality gate could not be checked: down",
    "IN,  nobody,      'the quality gate waits for a person, and nobody may decide'",
    "OUT, timeout,     the quality gate was not decided within 2 hours",
    "IN,  late person, the quality gate was not decided within 2 hours",
    "IN,  ann,         'ann kept the quality gate shut: never'",
    "OUT, ann,         'ann kept the quality gate shut: never'",
  })
  void a_gate_that_is_not_passed_fails_the_stage_and_the_build(
      Point point, String how, String why) {
    var build = asked(point);

    switch (how) {
      case "refused" -> build.answers(point, new GateAnswer.Refused(Sentence.verbatim("bugs")));
      case "not checked" ->
          build.answers(point, new GateAnswer.NotChecked(Sentence.verbatim("down")));
      case "nobody" -> build.answers(point, new GateAnswer.NeedsPerson(List.of(" ")));
      case "timeout" -> build.timer(key(point));
      case "late person" ->
          build.later(Duration.ofHours(1)).answers(point, NEEDS_ANN).timer(key(point));
      default -> build.answers(point, NEEDS_ANN).on(decision(build, point, "ann", false, "never"));
    }

    var failure = build.stage(0).failure().orElseThrow();
    assertThat(failure.message().english()).isEqualTo(why);
    assertThat(failure.code()).isEqualTo(FailureCodes.QUALITY_GATE).isEqualTo(2199007);
    assertThat(build.stage(0).checks().gate(point).orElseThrow().status())
        .isEqualTo(Gate.Status.QUALITY_CHECK_FAIL);
    assertThat(build.stages())
        .containsExactly(StageStatus.FAILED, StageStatus.UNEXEC, StageStatus.RUNNING);
    assertThat(build.succeeds("z").status()).isEqualTo(BuildStatus.FAILED);
  }

  @Test
  void a_cancelled_stage_asks_no_gate_though_the_failure_of_its_job_is_excused() {
    StageBuilder stage =
        aStage(aJob("a", aTask("1"), aTask("2").when(Word.ALWAYS)).mayFail()).checkOut(gates("r"));
    var build = aBuildOf(aPipeline().stage(stage)).fails("a");

    build.on(new StageCancelRequested("ann", new StageId("stage-1"), 1, false)).succeeds("a");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
    assertThat(build.stages()).containsExactly(StageStatus.CANCELED);
    assertThat(build.stage(0).checks().gateOut()).isEmpty();
  }

  private static GateDecided decision(
      PlayedBuild build, Point point, String by, boolean passed, String suggestion) {
    Gate gate = build.stage(0).checks().gate(point).orElseThrow();
    return new GateDecided(
        build.stage(0).id(),
        build.stage(0).attempt(),
        point,
        gate.number(),
        by,
        passed,
        suggestion);
  }

  @ParameterizedTest
  @EnumSource
  void a_gatekeeper_and_nobody_else_lets_a_waiting_gate_pass(Point point) {
    var build = asked(point).answers(point, NEEDS_ANN);
    var stranger = decision(build, point, "eve", true, "");

    assertThat(ReviewCheck.problemOf(build.state(), stranger)).isPresent();
    build.on(stranger);
    assertThat(build.stage(0).checks().gate(point).orElseThrow().status())
        .isEqualTo(Gate.Status.QUALITY_CHECK_WAIT);
    build.on(decision(build, point, "ann", true, ""));

    assertThat(build.stage(0).checks().gate(point).orElseThrow().decidedBy()).isEqualTo("ann");
    assertThat(build.stages().getFirst())
        .isEqualTo(point == Point.IN ? StageStatus.RUNNING : StageStatus.SUCCEED);
  }

  @ParameterizedTest
  @EnumSource
  void a_cancel_does_not_wait_for_a_gate(Point point) {
    var build = asked(point).cancel();

    assertThat(build.stages())
        .containsExactly(StageStatus.CANCELED, StageStatus.UNEXEC, StageStatus.SKIP);
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(asked(point).cancelByForce().status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_stage_that_is_cancelled_does_not_wait_for_its_gate() {
    var build = asked(Point.OUT);

    build.on(new StageCancelRequested("ann", new StageId("ship"), 1, false));

    assertThat(build.stages()).startsWith(StageStatus.CANCELED);
    assertThat(build.stage(0).failure().orElseThrow().message().english())
        .isEqualTo("the stage stage-1 was cancelled by ann");
    assertThat(build.timers()).isEmpty();
  }

  @Test
  void a_gate_is_asked_anew_when_a_job_of_its_stage_runs_again_meanwhile() {
    var build =
        aBuildOf(
                aPipeline()
                    .stage(
                        aStage(aJob("a", aTask("1").mayBeRetriedByHand()).mayFail())
                            .id("ship")
                            .checkOut(gates("r"))))
            .fails("a");
    var late = new GateAnswered(new StageId("ship"), 1, Point.OUT, 1, PASSED);

    build.asks(new RetryScope.OneTask(new JobId("a"), new TaskId("a:1")));
    assertThat(build.timers()).doesNotContainKey(key(Point.OUT));
    assertThat(build.on(late).stages()).containsExactly(StageStatus.RUNNING);
    build.succeeds("a");
    assertThat(build.effects())
        .contains(new Effect.CheckGate(new StageId("ship"), 1, Point.OUT, 2, List.of("r")));
    build.answers(Point.OUT, PASSED);

    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void an_answer_to_an_earlier_check_changes_nothing() {
    var build = asked(Point.IN);
    var late = new GateAnswered(new StageId("ship"), 1, Point.IN, 1, PASSED);
    build.answers(Point.IN, new GateAnswer.NotChecked(Sentence.verbatim("down"))).succeeds("z");
    build.retry();
    var before = build.state();

    assertThat(build.on(late).state()).isSameAs(before);
    assertThat(build.on(new GateAnswered(new StageId("ship"), 2, Point.IN, 1, PASSED)).state())
        .isSameAs(before);
    assertThat(build.on(new GateAnswered(new StageId("ship"), 2, Point.IN, 2, PASSED)).stages())
        .startsWith(StageStatus.RUNNING);
  }

  @Test
  void the_gate_comes_before_the_people_and_is_not_asked_twice() {
    var build = aBuildOf(aPipeline().stage(aStage(aJob("a")).checkIn(aReviewBy("ann").rules("r"))));

    assertThat(build.status()).isEqualTo(BuildStatus.RUNNING);
    build.answers(Point.IN, PASSED);
    assertThat(build.status()).isEqualTo(BuildStatus.PAUSE);
    build.approves("ann");

    assertThat(build.stages()).containsExactly(StageStatus.RUNNING);
    assertThat(build.stage(0).checks().gatesAsked()).isEqualTo(1);
  }

  @Test
  void a_stage_that_failed_or_was_skipped_does_not_ask_on_its_way_out() {
    var failed = aBuildOf(aPipeline().stage(aStage(aJob("a")).checkOut(gates("r"))));
    var skipped =
        aBuildOf(aPipeline().stage(aStage(aJob("a").when("1 == 2")).checkOut(gates("r"))));

    assertThat(failed.fails("a").stages()).containsExactly(StageStatus.FAILED);
    assertThat(skipped.stages()).containsExactly(StageStatus.SKIP);
    assertThat(skipped.jobsIn(JobStatus.SKIP)).containsExactly("a");
  }

  @Test
  void rules_are_found_in_both_forms() {
    Data inGates =
        new Data.Items(
            List.of(
                new Data.Fields(
                    Data.ordered(
                        Map.of("rule", new Data.Items(List.of(Data.text("a"), Data.text("b"))))))));

    assertThat(GateControl.rules(inGates)).containsExactly("a", "b");
    assertThat(GateControl.rules(new Data.Items(List.of(Data.text("c"))))).containsExactly("c");
    assertThat(GateControl.rules(new Data.Nothing())).isEmpty();
  }
}
