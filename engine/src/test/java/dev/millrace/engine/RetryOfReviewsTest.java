package dev.millrace.engine;

import static dev.millrace.engine.CheckBuilder.aReviewBy;
import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.RetryScope.JobChoice;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageStatus;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of reviews when something runs again. */
class RetryOfReviewsTest {
  /** A build of one stage that ann reviews and a finally job. */
  private static PlayedBuild parked() {
    return aBuildOf(
        aPipeline()
            .stage(aStage(aJob("a")).id("ship").checkIn(aReviewBy("ann")))
            .lastly(aJob("z")));
  }

  static Stream<RetryScope> ofParts() {
    return Stream.of(
        new RetryScope.Failed(),
        new RetryScope.FromStage(new StageId("ship"), JobChoice.FAILED_JOBS),
        new RetryScope.OneJob(new JobId("a")));
  }

  @ParameterizedTest
  @MethodSource("ofParts")
  void who_approved_is_not_asked_again_when_jobs_of_the_stage_are_retried(RetryScope scope) {
    var build = parked().approves("ann").fails("a").succeeds("z");

    build.retry(scope);

    assertThat(build.stages()).containsExactly(StageStatus.RUNNING, StageStatus.QUEUE);
  }

  static Stream<RetryScope> ofWholes() {
    return Stream.of(
        new RetryScope.Whole(), new RetryScope.FromStage(new StageId("ship"), JobChoice.ALL_JOBS));
  }

  @ParameterizedTest
  @MethodSource("ofWholes")
  void all_of_the_stage_again_is_asked_about_again(RetryScope scope) {
    var build = parked().approves("ann").fails("a").succeeds("z");

    build.retry(scope);

    assertThat(build.stages()).containsExactly(StageStatus.PAUSE, StageStatus.QUEUE);
  }

  @Test
  void a_rejected_stage_is_asked_about_again_in_a_retry() {
    var build = parked().rejects("ann", "").fails("z");
    assertThat(build.status()).isEqualTo(BuildStatus.FAILED);

    build.retry();
    assertThat(build.status()).isEqualTo(BuildStatus.PAUSE);
    build.approves("ann").succeeds("a", "z");

    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void one_job_of_a_rejected_stage_does_not_run_alone() {
    var build = parked().rejects("ann", "").fails("z");

    assertThat(build.problemOf(new RetryScope.OneJob(new JobId("a"))).orElseThrow().english())
        .isEqualTo("the job a neither failed nor was cancelled");
  }

  @Test
  void a_build_that_its_reviewers_ended_or_have_not_let_go_on_is_not_retried() {
    var asked = parked();
    var rejected = parked().rejects("ann", "").succeeds("z");

    assertThat(asked.problemOf(new RetryScope.Failed()).orElseThrow().english())
        .isEqualTo("the build waits for a review");
    assertThat(rejected.status()).isEqualTo(BuildStatus.STAGE_SUCCESS);
    assertThat(rejected.problemOf(new RetryScope.Failed()).orElseThrow().english())
        .isEqualTo("its review was rejected; start a new build");
  }
}
