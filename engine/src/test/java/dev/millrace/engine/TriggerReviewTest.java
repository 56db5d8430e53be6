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
import dev.millrace.testkit.VirtualClock;
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

  @Test
  void who_let_it_begin_is_kept_and_it_says_that_it_waits_for_its_queue() {
    var build = asked().on(new TriggerApproved("ann"));

    var decision = build.state().triggerReview().orElseThrow().decision().orElseThrow();
    assertThat(decision.by()).isEqualTo("ann");
    assertThat(decision.approved()).isTrue();
    assertThat(decision.at()).isEqualTo(VirtualClock.START);
    assertThat(build.state().queueing().reason().orElseThrow().english())
        .isEqualTo("waits for its queue, after it was let begin");
    assertThat(build.jobsIn(JobStatus.UNEXEC)).isEmpty();
  }

  @Test
  void a_build_about_which_nobody_is_asked_needs_no_word() {
    var build =
        PlayedBuild.queued(BuildRequests.requestOf(aPipelineOf(aJob("a")).build(), Map.of()));
    var before = build.state();

    assertThat(ReviewCheck.problemOf(before, new TriggerApproved("ann")).orElseThrow().english())
        .isEqualTo("nobody is asked about this now");
    assertThat(build.on(new TriggerRejected("ann", "")).state()).isSameAs(before);
  }

  @Test
  void a_remark_has_a_longest_length() {
    var build = asked().state();
    String longest = "x".repeat(ReviewCheck.SUGGESTION_MAX);

    assertThat(ReviewCheck.problemOf(build, new TriggerRejected("ann", longest))).isEmpty();
    assertThat(
            ReviewCheck.problemOf(build, new TriggerRejected("ann", longest + "x"))
                .orElseThrow()
                .english())
        .isEqualTo("the remark has more than 4000 characters");
  }
}
