package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.RetryWishes.job;
import static dev.millrace.engine.StageBuilder.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobStatus;
import org.junit.jupiter.api.Test;

/**
 * Who runs one job again wants to see how it ends. What failed before and stays as it is does not
 * end it; what fails beside it does.
 */
class RetryAndFastKillTest {
  private static PlayedBuild stageWithTwoFailures() {
    var build = aBuildOf(aPipeline().stage(aStage(aJob("a"), aJob("b"), aJob("c")).fastKill()));
    build.workerStarts("b").claims("b").fails("a");
    build.reports("b", TaskResults.failed());
    assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
    return build;
  }

  @Test
  void a_job_run_again_in_a_fast_kill_stage_is_not_ended_by_a_failure_from_before() {
    var build = stageWithTwoFailures();

    build.retry(job("b"));
    assertThat(build.statusOf("b")).isEqualTo(JobStatus.PREPARE_ENV);
    build.succeeds("b");

    assertThat(build.statusOf("b")).isEqualTo(JobStatus.SUCCEED);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
    assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
  }

  @Test
  void of_jobs_run_again_in_a_fast_kill_stage_the_first_failure_ends_the_others() {
    var build = stageWithTwoFailures();

    build.retry(new RetryScope.Failed()).fails("b");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.UNEXEC);
    assertThat(build.statusOf("c")).isEqualTo(JobStatus.UNEXEC);
    assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
  }

  @Test
  void a_child_run_again_of_a_fast_kill_matrix_is_not_ended_by_a_failure_from_before() {
    var build = aBuildOf(aPipelineOf(aJob("m").fastKillMatrix("n", "1", "2", "3")));
    build.workerStarts("m.1").claims("m.1").fails("m.0");
    build.reports("m.1", TaskResults.cancelled());

    build.retry(job("m.1"));
    assertThat(build.statusOf("m.1")).isEqualTo(JobStatus.PREPARE_ENV);
    build.succeeds("m.1");

    assertThat(build.statusOf("m.1")).isEqualTo(JobStatus.SUCCEED);
    assertThat(build.statusOf("m")).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void neither_is_one_that_is_run_again_while_the_rest_of_its_stage_still_runs() {
    var build = aBuildOf(aPipelineOf(aJob("m").fastKillMatrix("n", "1", "2", "3"), aJob("long")));
    build.workerStarts("m.1").claims("m.1").fails("m.0");
    build.reports("m.1", TaskResults.cancelled());
    assertThat(build.statusOf("m")).isEqualTo(JobStatus.FAILED);

    build.retry(job("m.1"));
    assertThat(build.statusOf("m.1")).isEqualTo(JobStatus.PREPARE_ENV);
    build.succeeds("m.1");

    assertThat(build.statusOf("m.1")).isEqualTo(JobStatus.SUCCEED);
    assertThat(build.statusOf("m")).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void of_the_failed_children_run_again_the_first_failure_ends_the_others() {
    var build = aBuildOf(aPipelineOf(aJob("m").fastKillMatrix("n", "1", "2", "3")));
    build.workerStarts("m.1").claims("m.1").fails("m.0");
    build.reports("m.1", TaskResults.cancelled());

    build.retry(new RetryScope.Failed()).fails("m.1");

    assertThat(build.statusOf("m.0")).isEqualTo(JobStatus.UNEXEC);
    assertThat(build.statusOf("m")).isEqualTo(JobStatus.FAILED);
  }
}
