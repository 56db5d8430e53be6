package dev.millrace.engine;

import static dev.millrace.engine.CheckBuilder.aReviewBy;
import static dev.millrace.engine.CheckBuilder.gates;
import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PartCancelWishes.cancelStage;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent.StageCancelRequested;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.wording.Sentence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stage is told to stop with all that is in it. */
class StageCancelTest {
  @ParameterizedTest(name = "forced: {0}")
  @ValueSource(booleans = {false, true})
  void every_job_says_who_cancelled_the_stage(boolean forced) {
    var build =
        aBuildOf(aPipelineOf(aJob("a"), aJob("b").dependsOn("a"), aJob("m").matrix("n", "1")));

    cancelStage(build, "stage-1", forced);

    assertThat(build.jobsIn(JobStatus.CANCELED)).containsExactly("a", "b", "m", "m.0");
    for (String job : build.jobsIn(JobStatus.CANCELED)) {
      assertThat(build.job(job).failure().orElseThrow().message().english())
          .isEqualTo("the stage stage-1 was cancelled by ann");
    }
    assertThat(build.timers()).isEmpty();
  }

  @Test
  void no_job_begins_because_another_is_over() {
    var build =
        aBuildOf(
            aPipelineOf(
                aJob("m").matrix(1, "n", "1", "2", "3"), aJob("b"), aJob("c").sameMachineAs("b")));
    build.workerStarts("m.0").claims("m.0");

    cancelStage(build, "stage-1", false);

    assertThat(build.effects()).noneMatch(Effect.PrepareMachine.class::isInstance);
    assertThat(build.jobsIn(JobStatus.CANCELED)).containsExactly("m.1", "m.2", "b", "c");
  }

  @Test
  void a_second_wish_changes_nothing_unless_it_is_forced() {
    var build = aBuildOf(aPipelineOf(aJob("a"), aJob("b")));
    build.workerStarts("a").claims("a");
    cancelStage(build, "stage-1", false);
    var before = build.state();

    assertThat(cancelStage(build, "stage-1", false).state()).isSameAs(before);
    assertThat(build.effects()).isEmpty();
    cancelStage(build, "stage-1", true);

    assertThat(build.stages()).containsExactly(StageStatus.CANCELED);
  }

  @Test
  void what_is_over_stays_as_it_is() {
    var build = aBuildOf(aPipelineOf(aJob("good"), aJob("bad"), aJob("late")));
    build.succeeds("good").fails("bad");

    cancelStage(build, "stage-1", true);

    assertThat(build.jobsIn(JobStatus.SUCCEED)).containsExactly("good");
    assertThat(build.jobsIn(JobStatus.FAILED)).containsExactly("bad");
    assertThat(build.jobsIn(JobStatus.CANCELED)).containsExactly("late");
    assertThat(build.stages()).containsExactly(StageStatus.FAILED);
  }

  @Test
  void a_gate_that_waits_for_a_person_is_shut_and_says_why() {
    var build =
        aBuildOf(aPipeline().stage(aStage(aJob("a")).id("ship").checkOut(gates("r"))))
            .succeeds("a")
            .answers(Gate.Point.OUT, new GateAnswer.NeedsPerson(List.of("bob")));

    cancelStage(build, "ship", false);

    Gate gate = build.stage(0).checks().gateOut().orElseThrow();
    assertThat(gate.status()).isEqualTo(Gate.Status.QUALITY_CHECK_FAIL);
    assertThat(gate.decidedBy()).isEqualTo(Review.SYSTEM);
    assertThat(gate.reason().orElseThrow().english())
        .isEqualTo("the stage stage-1 was cancelled by ann");
    assertThat(build.stages()).containsExactly(StageStatus.CANCELED);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.SUCCEED);
    assertThat(build.timers()).isEmpty();
  }

  @Test
  void a_stage_that_waits_at_its_gate_or_for_people_does_not_run() {
    var gate = aBuildOf(aPipeline().stage(aStage(aJob("a")).checkIn(gates("r"))));
    var people = aBuildOf(aPipeline().stage(aStage(aJob("a")).checkIn(aReviewBy("ann"))));

    assertThat(problem(gate, 1)).isEqualTo("the stage stage-1 does not run");
    assertThat(problem(people, 1)).isEqualTo("the build does not run");
  }

  @Test
  void a_wish_about_another_attempt_is_told_so() {
    var build = aBuildOf(aPipelineOf(aJob("a"))).fails("a").retry();
    var before = build.state();

    assertThat(problem(build, 1)).isEqualTo("it was retried meanwhile");
    assertThat(problem(build, 2)).isEmpty();
    build.on(new StageCancelRequested("ann", new StageId("stage-1"), 1, true));

    assertThat(build.state()).isSameAs(before);
  }

  private static String problem(PlayedBuild build, int attempt) {
    var wish = new StageCancelRequested("ann", new StageId("stage-1"), attempt, false);
    return CancelCheck.problemOf(build.state(), wish).map(Sentence::english).orElse("");
  }
}
