package dev.millrace.server.builds.wishes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.ReviewWording;
import dev.millrace.engine.WaitingTaskWording;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.Permission;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.server.builds.wishes.BuildAnswers.Answer;
import dev.millrace.server.pipelines.VersionChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildAnswersTest extends WishesTestBase {
  private static final TaskId FIRST = TaskId.of(JOB, 1);
  private static final Answer YES = new Answer(true, "fine", Data.ordered(Map.of()));
  private static final Answer NO = new Answer(false, "not yet", Data.ordered(Map.of()));

  private Build underReview() {
    return start(
        released(
            """
            stages:
              - check-in:
                  reviews:
                    flows:
                      - name: first
                        reviewers: [vic]
                    variables:
                      TARGET: {default: here}
                jobs:
                  only:
                    steps: [{run: make}]
            """));
  }

  private static StageId stage(Build build) {
    return build.stages().getFirst().id();
  }

  private Build review(Actor actor, Build build, Answer answer) {
    return answers.reviewStage(actor, build.id(), stage(build), Optional.empty(), answer);
  }

  @Test
  void a_reviewer_lets_a_stage_begin() {
    Build build = underReview();
    assertThat(build.status()).isEqualTo(BuildStatus.PAUSE);

    Build after =
        review(VIEWER, build, new Answer(true, "fine", Data.ordered(Map.of("TARGET", "there"))));

    assertThat(after.stages().getFirst().status()).isEqualTo(StageStatus.RUNNING);
    assertThat(after.variables().get("TARGET")).hasToString("there");
    assertThat(audited()).containsExactly("answer given", "start requested");
  }

  @Test
  void a_reviewer_does_not_let_a_stage_begin() {
    Build after = review(VIEWER, underReview(), NO);

    assertThat(after.status()).isEqualTo(BuildStatus.STAGE_SUCCESS);
  }

  @Test
  void who_is_not_asked_does_not_answer_whatever_their_role() {
    Build build = underReview();

    assertThat(refusalOf(() -> review(MAINTAINER, build, YES)))
        .isEqualTo(new BuildRefusal.NotNow(ReviewWording.NOT_A_REVIEWER.of("max")));
    assertThat(refusalOf(() -> review(STRANGER, build, YES)))
        .isInstanceOf(BuildRefusal.NotFound.class);
    assertThat(refusalOf(() -> review(limited(VIEWER, Permission.VIEW_BUILD), build, YES)))
        .isInstanceOf(BuildRefusal.Forbidden.class);
    assertThat(audited()).containsExactly("start requested");
  }

  @Test
  void a_reviewer_may_be_named_by_role() {
    Build build =
        start(
            released(
                """
                stages:
                  - check-in:
                      reviews:
                        flows:
                          - name: first
                            groups: [maintainer]
                    jobs:
                      only:
                        steps: [{run: make}]
                """));

    assertThat(refusalOf(() -> review(DEVELOPER, build, YES)))
        .isEqualTo(new BuildRefusal.NotNow(ReviewWording.NOT_A_REVIEWER.of("deb")));
    assertThat(review(MAINTAINER, build, YES).stages().getFirst().status())
        .isEqualTo(StageStatus.RUNNING);
  }

  @Test
  void a_build_begins_only_when_its_reviewers_let_it() {
    var runnablePipeline =
        runnable.find(DEMO, ofSteps("", "run: make"), new VersionChoice.Newest());
    StartRequest plain =
        runnablePipeline.request(
            new BuildId("b-r"), Data.ordered(Map.of()), Data.ordered(Map.of()));
    Build build =
        platform
            .queues()
            .start(
                new StartRequest(
                    plain.id(),
                    plain.project(),
                    plain.pipelineId(),
                    plain.pipeline(),
                    plain.parameters(),
                    plain.builtIn(),
                    plain.onlyJobs(),
                    1,
                    false,
                    List.of("vic")));
    assertThat(build.status()).isEqualTo(BuildStatus.TRIGGER_REVIEWING);

    assertThat(refusalOf(() -> answers.reviewTrigger(RUNNER, build.id(), true, "")))
        .isEqualTo(new BuildRefusal.NotNow(ReviewWording.NOT_A_REVIEWER.of("rob")));
    Build after = answers.reviewTrigger(VIEWER, build.id(), true, "");

    assertThat(after.status()).isNotEqualTo(BuildStatus.TRIGGER_REVIEWING);
    assertThat(refusalOf(() -> answers.reviewTrigger(VIEWER, build.id(), false, "")))
        .isEqualTo(new BuildRefusal.NotNow(ReviewWording.NOTHING_ASKED.of()));
  }

  @Test
  void a_review_task_is_answered_by_its_reviewer() {
    Build build =
        withWorker(
            start(
                ofSteps(
                    "",
                    "uses: manualReviewUserTask@1.*\n            with:\n"
                        + "              reviewUsers: [vic]")));
    assertThat(build.find(JOB).orElseThrow().tasks().getFirst().status())
        .isEqualTo(TaskStatus.REVIEWING);

    assertThat(refusalOf(() -> answers.reviewTask(RUNNER, build.id(), JOB, FIRST, YES)))
        .isInstanceOf(BuildRefusal.NotNow.class);
    Build after = answers.reviewTask(VIEWER, build.id(), JOB, FIRST, YES);

    assertThat(after.find(JOB).orElseThrow().tasks().getFirst().status())
        .isEqualTo(TaskStatus.SUCCEED);
  }

  private Build paused() {
    Build build =
        start(ofSteps("", "run: make\n            can-pause-before-run: true", "run: check"));
    return build.find(JOB).orElseThrow().status() == JobStatus.PAUSE ? build : withWorker(build);
  }

  @Test
  void a_paused_task_goes_on_when_somebody_who_may_run_it_says_so() {
    Build build = paused();
    assertThat(build.find(JOB).orElseThrow().status()).isEqualTo(JobStatus.PAUSE);

    assertThat(
            refusalOf(() -> answers.goOn(VIEWER, build.id(), JOB, FIRST, Data.ordered(Map.of()))))
        .isInstanceOf(BuildRefusal.Forbidden.class);
    Build after = answers.goOn(RUNNER, build.id(), JOB, FIRST, Data.ordered(Map.of()));

    assertThat(after.find(JOB).orElseThrow().status()).isNotEqualTo(JobStatus.PAUSE);
    assertThat(
            refusalOf(() -> answers.goOn(RUNNER, build.id(), JOB, FIRST, Data.ordered(Map.of()))))
        .isEqualTo(new BuildRefusal.NotNow(WaitingTaskWording.NOT_PAUSED.of(FIRST)));
  }

  @Test
  void a_paused_task_is_ended_with_its_job() {
    Build build = paused();

    Build after = answers.endPaused(RUNNER, build.id(), JOB, FIRST);

    assertThat(after.find(JOB).orElseThrow().status().isFinished()).isTrue();
  }

  @Test
  void a_gate_nobody_waits_at_is_not_decided() {
    Build build = start(ofSteps("", "run: make"));

    assertThat(
            refusalOf(
                () -> answers.decideGate(RUNNER, build.id(), stage(build), Gate.Point.IN, YES)))
        .isEqualTo(new BuildRefusal.NotNow(ReviewWording.NOTHING_ASKED.of()));
    assertThat(refusalOf(() -> answers.decideTaskGate(RUNNER, build.id(), JOB, FIRST, YES)))
        .isEqualTo(new BuildRefusal.NotNow(WaitingTaskWording.NOT_AT_GATE.of(FIRST)));
  }
}
