package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent.BuildAdmitted;
import dev.millrace.engine.event.BuildEvent.OfTrigger.TriggerApproved;
import dev.millrace.engine.event.BuildEvent.OfTrigger.TriggerRejected;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TriggerReviewTest {
  private static PlayedBuild asked() {
    return PlayedBuild.queued(
        BuildRequests.reviewedBy(
            "ann",
            BuildRequests.requestOf(aPipelineOf(aJob("a")).lastly(aJob("z")).build(), Map.of())));
  }

  @Test
  void a_build_with_reviewers_waits_for_one_of_them_before_the_queue() {
    var build = asked();

    assertThat(build.status()).isEqualTo(BuildStatus.TRIGGER_REVIEWING);
    assertThat(build.on(new BuildAdmitted(1)).status()).isEqualTo(BuildStatus.TRIGGER_REVIEWING);
    assertThat(build.on(new TriggerApproved("ann")).status()).isEqualTo(BuildStatus.QUEUE);
    assertThat(build.on(new BuildAdmitted(1)).status()).isEqualTo(BuildStatus.RUNNING);
  }

  @Test
  void a_rejected_build_has_failed_and_says_who_and_why() {
    var build = asked().on(new TriggerRejected("ann", "too late"));

    assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
    assertThat(build.jobsIn(JobStatus.UNEXEC)).containsExactly("a", "z");
    var decision = build.state().triggerReview().orElseThrow().decision().orElseThrow();
    assertThat(decision.by()).isEqualTo("ann");
    assertThat(decision.suggestion()).isEqualTo("too late");
    assertThat(build.state().failure().orElseThrow().message().english())
        .isEqualTo("ann rejected the review: too late");
  }

  @Test
  void a_rejected_build_does_not_begin_by_a_retry() {
    var build = asked().on(new TriggerRejected("ann", ""));

    assertThat(build.problemOf(new RetryScope.Failed()).orElseThrow().english())
        .isEqualTo("its review was rejected; start a new build");
    assertThat(build.retry().status()).isEqualTo(BuildStatus.FAILED);
  }

  @Test
  void nobody_else_decides() {
    var build = asked();
    var before = build.state();

    assertThat(ReviewCheck.problemOf(before, new TriggerApproved("eve")).orElseThrow().english())
        .isEqualTo("eve is not one of those who may decide");
    assertThat(build.on(new TriggerApproved("eve")).state()).isSameAs(before);
    assertThat(build.on(new TriggerRejected("eve", "")).state()).isSameAs(before);
  }

  @Test
  void a_build_that_waits_for_reviewers_can_be_cancelled() {
    assertThat(asked().cancel().status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_decision_that_comes_again_changes_nothing() {
    var build = asked().on(new TriggerApproved("ann"));
    var before = build.state();

    assertThat(build.on(new TriggerRejected("ann", "")).state()).isSameAs(before);
    assertThat(ReviewCheck.problemOf(before, new TriggerApproved("ann"))).isPresent();
  }
}
