package dev.millrace.engine;

import static dev.millrace.engine.CheckBuilder.gates;
import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateDecided;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateTimeoutReached;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.Gate.Point;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which word about a stage's gate counts, for how long, and what is not one. */
class GateDecisionTest {
  private static final GateAnswer PASSED = new GateAnswer.Passed();
  private static final GateAnswer NEEDS_ANN = new GateAnswer.NeedsPerson(List.of("ann"));

  private static PlayedBuild asked() {
    return aBuildOf(aPipeline().stage(aStage(aJob("a")).id("ship").checkIn(gates("r").hours(2))));
  }

  private static Gate gate(PlayedBuild build) {
    return build.stage(0).checks().gateIn().orElseThrow();
  }

  private static GateDecided decision(int check, String by, boolean passed, String suggestion) {
    return new GateDecided(asked().stage(0).id(), 1, Point.IN, check, by, passed, suggestion);
  }

  @Test
  void while_a_gatekeeper_is_waited_for_no_other_answer_counts() {
    var build = asked().answers(Point.IN, NEEDS_ANN);
    var waiting = build.state();

    assertThat(build.answers(Point.IN, PASSED).state()).isSameAs(waiting);
    assertThat(gate(build).gatekeepers()).containsExactly("ann");
    assertThat(gate(build).rules()).containsExactly("r");
  }

  @Test
  void a_gatekeeper_has_as_long_as_the_check_had() {
    var build = asked().later(Duration.ofHours(1)).answers(Point.IN, NEEDS_ANN);

    assertThat(build.due("gate-in:ship")).isEqualTo(VirtualClock.START.plus(Duration.ofHours(3)));
  }

  @Test
  void the_gate_before_and_the_one_behind_have_their_own_hours() {
    var stage = aStage(aJob("a")).id("ship").checkIn(gates("r").hours(2));
    var build = aBuildOf(aPipeline().stage(stage.checkOut(gates("s").hours(5))));
    build.answers(Point.IN, PASSED).succeeds("a");

    assertThat(build.due("gate-out:ship")).isEqualTo(VirtualClock.START.plus(Duration.ofHours(5)));
    build.timer("gate-out:ship");

    assertThat(build.stage(0).failure().orElseThrow().message().english())
        .isEqualTo("the quality gate was not decided within 5 hours");
  }

  @Test
  void the_timer_of_an_earlier_check_shuts_nothing_nor_does_one_that_comes_late() {
    var stage = asked().stage(0).id();
    var other = asked();
    var passed = asked().answers(Point.IN, PASSED);
    var before = other.state();
    var after = passed.state();

    other.on(new GateTimeoutReached(stage, 1, Point.IN, 2));
    passed.on(new GateTimeoutReached(stage, 1, Point.IN, 1));

    assertThat(other.state()).isSameAs(before);
    assertThat(passed.state()).isSameAs(after);
  }

  @Test
  void a_gate_that_was_passed_stays_so_when_the_build_is_cancelled() {
    var build = asked().answers(Point.IN, PASSED).cancel();

    assertThat(gate(build).status()).isEqualTo(Gate.Status.QUALITY_CHECK_PASS);
    assertThat(build.stages()).containsExactly(StageStatus.CANCELED);
  }

  @Test
  void a_cancelled_build_says_why_its_gate_is_shut() {
    var build = asked().cancel();

    assertThat(gate(build).reason().orElseThrow().english())
        .isEqualTo("the build was cancelled by ann");
    assertThat(build.stage(0).failure().orElseThrow().message().english())
        .isEqualTo("the build was cancelled by ann");
    assertThat(build.timers()).isEmpty();
  }

  @ParameterizedTest(name = "check {0} by {1}, {2} characters: {3}")
  @CsvSource({
    "1, ann, 4000, ''",
    "1, ann, 4001, the remark has more than 4000 characters",
    "1, eve, 0,    eve is not one of those who may decide",
    "2, ann, 0,    nobody is asked about this now",
  })
  void a_decision_that_does_not_count_is_told_so_and_changes_nothing(
      int check, String by, int length, String problem) {
    var build = asked().answers(Point.IN, NEEDS_ANN);
    var before = build.state();
    var decision = decision(check, by, true, "x".repeat(length));

    assertThat(ReviewCheck.problemOf(build.state(), decision).map(Sentence::english).orElse(""))
        .isEqualTo(problem);
    assertThat(build.on(decision).state().equals(before)).isEqualTo(!problem.isEmpty());
  }

  @Test
  void a_gate_that_is_still_checked_asks_no_gatekeeper() {
    var build = asked();

    assertThat(ReviewCheck.problemOf(build.state(), decision(1, "ann", true, "")))
        .hasValueSatisfying(
            problem -> assertThat(problem.english()).isEqualTo("nobody is asked about this now"));
  }

  @ParameterizedTest
  @CsvSource({"' ', ann kept the quality gate shut", "no, ann kept the quality gate shut: no"})
  void a_gatekeeper_may_shut_it_with_or_without_a_word(String suggestion, String why) {
    var build = asked().answers(Point.IN, NEEDS_ANN);

    build.on(decision(1, "ann", false, suggestion));

    assertThat(gate(build).reason().orElseThrow().english()).isEqualTo(why);
    assertThat(gate(build).decidedBy()).isEqualTo("ann");
    assertThat(build.timers()).isEmpty();
  }

  @Test
  void a_rule_may_be_a_number_and_what_lists_none_has_none() {
    Data number = new Data.Decimal(new BigDecimal("12"));
    Data listed = new Data.Fields(Data.ordered(Map.of("rule", new Data.Items(List.of(number)))));
    Data without = new Data.Fields(Data.ordered(Map.of("rule", Data.text("r"))));

    assertThat(GateControl.rules(new Data.Items(List.of(number)))).containsExactly("12");
    assertThat(GateControl.rules(new Data.Items(List.of(listed)))).containsExactly("12");
    assertThat(GateControl.rules(new Data.Items(List.of(without)))).isEmpty();
  }

  @Test
  void a_gate_without_rules_is_none() {
    var build = aBuildOf(aPipeline().stage(aStage(aJob("a")).checkIn(gates()).checkOut(gates())));

    assertThat(build.stages()).containsExactly(StageStatus.RUNNING);
    assertThat(build.succeeds("a").stages()).containsExactly(StageStatus.SUCCEED);
    assertThat(build.stage(0).checks().gatesAsked()).isZero();
  }
}
