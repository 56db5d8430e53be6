package dev.millrace.engine;

import static dev.millrace.engine.CheckBuilder.aReviewBy;
import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.BuildAdmitted;
import dev.millrace.engine.event.BuildEvent.CancelRequested;
import dev.millrace.engine.event.BuildEvent.CancelledByQueue;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewApproved;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewRejected;
import dev.millrace.engine.event.BuildEvent.OfTrigger.TriggerApproved;
import dev.millrace.engine.event.BuildEvent.OfTrigger.TriggerRejected;
import dev.millrace.engine.event.BuildEvent.RetryRequested;
import dev.millrace.engine.event.Effect.TellQueue;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageState;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the queue of a build hears of it. */
class QueueNewsTest {
  private Build build = queued(aPipelineOf(aJob("a")).build());

  private static Build queued(Pipeline pipeline) {
    return BuildLifecycle.start(BuildRequests.requestOf(pipeline, Map.of()), VirtualClock.START)
        .next();
  }

  private static Pipeline reviewed(int stages) {
    PipelineBuilder pipeline = aPipeline();
    for (int i = 0; i < stages; i++) {
      pipeline.stage(aStage(aJob("a" + i).disabled()).id("s" + i).checkIn(aReviewBy("ann")));
    }
    return pipeline.stage(aStage(aJob("last")).id("last")).build();
  }

  private List<TellQueue> on(BuildEvent event) {
    Transition step = BuildLifecycle.on(build, event, VirtualClock.START);
    build = step.next();
    return step.effects().stream()
        .filter(TellQueue.class::isInstance)
        .map(TellQueue.class::cast)
        .toList();
  }

  private StageState asked() {
    return build.stages().stream()
        .filter(stage -> !stage.status().isFinished())
        .findFirst()
        .orElseThrow();
  }

  private ReviewApproved approval() {
    return new ReviewApproved(asked().id(), 1, 0, "ann", Set.of(), "", Data.ordered(Map.of()));
  }

  @Test
  void a_queue_knows_whom_it_let_in_and_hears_of_the_end() {
    assertThat(on(new BuildAdmitted(1))).isEmpty();
    assertThat(on(new CancelRequested("ann", true)))
        .containsExactly(new TellQueue(1, BuildStatus.CANCELED));
    assertThat(on(new CancelRequested("ann", true))).isEmpty();
  }

  @Test
  void a_parked_build_lends_its_slot_and_one_that_goes_on_has_it_back() {
    build = queued(reviewed(1));

    assertThat(on(new BuildAdmitted(1))).containsExactly(new TellQueue(1, BuildStatus.PAUSE));
    assertThat(on(approval())).containsExactly(new TellQueue(1, BuildStatus.RUNNING));
  }

  @Test
  void a_build_that_is_parked_again_at_once_is_no_news() {
    build = queued(reviewed(2));
    on(new BuildAdmitted(1));

    assertThat(on(approval())).isEmpty();
    assertThat(build.status()).isEqualTo(BuildStatus.PAUSE);
    assertThat(on(approval())).containsExactly(new TellQueue(1, BuildStatus.RUNNING));
  }

  @Test
  void a_rejected_stage_and_a_cancelled_review_give_the_place_back() {
    for (BuildEvent end :
        List.of(
            new ReviewRejected(reviewedStage(), 1, 0, "ann", Set.of(), ""),
            new CancelRequested("ann", false),
            new CancelRequested("ann", true),
            new CancelledByQueue(1, Sentence.verbatim("the group starts again")))) {
      build = queued(reviewed(1));
      on(new BuildAdmitted(1));

      assertThat(on(end)).containsExactly(new TellQueue(1, build.status()));
      assertThat(build.status().isFinished()).as("%s after %s", build.status(), end).isTrue();
    }
  }

  private static StageId reviewedStage() {
    return queued(reviewed(1)).stages().getFirst().id();
  }

  @Test
  void a_build_tried_again_wants_a_place_for_its_next_attempt() {
    on(new BuildAdmitted(1));
    on(new CancelRequested("ann", true));

    assertThat(on(RetryRequested.of(build, "ann", new RetryScope.Failed(), false)))
        .containsExactly(new TellQueue(2, BuildStatus.QUEUE));
  }

  @Test
  void a_build_that_people_let_begin_wants_its_place_and_says_so() {
    build =
        BuildLifecycle.start(
                BuildRequests.reviewedBy(
                    "ann", BuildRequests.requestOf(aPipelineOf(aJob("a")).build(), Map.of())),
                VirtualClock.START)
            .next();

    assertThat(on(new TriggerApproved("ann"))).containsExactly(new TellQueue(1, BuildStatus.QUEUE));
    assertThat(build.queueing().reason()).hasValue(Reason.QUEUES_LET_BEGIN.of());
    assertThat(on(new TriggerRejected("ann", ""))).isEmpty();
  }
}
