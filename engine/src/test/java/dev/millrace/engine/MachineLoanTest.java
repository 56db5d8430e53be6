package dev.millrace.engine;

import static dev.millrace.engine.BuildRequests.requestOf;
import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.why.Surroundings;
import dev.millrace.engine.why.WaitingFor;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineLoanTest {
  @Test
  void a_job_on_the_machine_of_another_waits_until_that_has_it() {
    var build = aBuildOf(aPipelineOf(aJob("a"), aJob("b").sameMachineAs("a")));
    assertThat(build.statusOf("b")).isEqualTo(JobStatus.DEPENDENT_WAITING);
    assertThat(WaitingFor.in(build.state(), Surroundings.of(build.timers().values())).getLast())
        .extracting(wait -> wait.waitsFor().english())
        .isEqualTo("the machine of job a, on which it runs too");

    build.workerStarts("a");

    assertThat(build.statusOf("b")).isEqualTo(JobStatus.PREPARE_ENV);
    assertThat(MachineLoan.lenderOf(build.state(), build.job("b"))).contains(new JobId("a"));
  }

  @Test
  void how_the_other_job_ends_does_not_matter() {
    var build =
        aBuildOf(aPipeline().stage(aJob("a").mayFail()).stage(aJob("b").sameMachineAs("a")));

    build.fails("a");

    assertThat(build.statusOf("b")).isEqualTo(JobStatus.PREPARE_ENV);
  }

  @Test
  void where_the_other_never_had_a_machine_the_job_fails() {
    for (var pipeline :
        new PipelineBuilder[] {
          aPipelineOf(aJob("a").when("variables.X == 'no'"), aJob("b").sameMachineAs("a")),
          aPipelineOf(aJob("b").sameMachineAs("nobody")),
          aPipelineOf(aJob("a").matrix("os", "x"), aJob("b").sameMachineAs("a")),
          aPipeline().stage(aJob("b").sameMachineAs("a")).stage(aJob("a")),
        }) {
      var build = aBuildOf(pipeline);

      assertThat(build.statusOf("b")).isEqualTo(JobStatus.FAILED);
      assertThat(build.job("b").failure().orElseThrow().code())
          .isEqualTo(FailureCodes.NO_MACHINE_TO_SHARE);
    }
  }

  @Test
  void a_job_that_is_skipped_does_not_miss_a_machine() {
    var build =
        aBuildOf(
            aPipelineOf(
                aJob("a").when("variables.X == 'no'"),
                aJob("b").when("variables.X == 'no'").sameMachineAs("a")));

    assertThat(build.statusOf("b")).isEqualTo(JobStatus.SKIP);
  }

  @Test
  void a_job_whose_lender_was_left_out_runs_on_a_machine_of_its_own() {
    var pipeline = aPipelineOf(aJob("a"), aJob("b").sameMachineAs("a")).build();
    var build = aBuildOf(requestOf(pipeline, Set.of("b")));

    assertThat(build.statusOf("b")).isEqualTo(JobStatus.PREPARE_ENV);
    assertThat(MachineLoan.lenderOf(build.state(), build.job("b"))).isEmpty();
  }

  @Test
  void a_job_does_not_take_its_mutex_before_the_other_has_its_machine() {
    var build =
        aBuildOf(
            aPipelineOf(
                aJob("a").mutex("lock", 5, "1"), aJob("b").sameMachineAs("a").mutex("lock")));
    assertThat(build.job("b").mutex()).isEmpty();

    build.getsMutex("a").workerStarts("a");

    assertThat(build.askedFor("b").mutex().name()).isEqualTo("lock");
  }

  @Test
  void the_children_of_a_matrix_share_the_machine_too() {
    var build =
        aBuildOf(aPipelineOf(aJob("a"), aJob("m").matrix(1, "os", "x", "y").sameMachineAs("a")));
    assertThat(build.statusOf("m.0")).isEqualTo(JobStatus.DEPENDENT_WAITING);
    assertThat(build.statusOf("m.1")).isEqualTo(JobStatus.QUEUE);

    build.workerStarts("a");
    assertThat(build.statusOf("m.1")).isEqualTo(JobStatus.QUEUE);
    build.succeeds("m.0");

    assertThat(build.statusOf("m.1")).isEqualTo(JobStatus.PREPARE_ENV);
  }

  @Test
  void jobs_that_wait_for_each_others_machines_can_not_be_started() {
    assertThat(problemOf(aPipelineOf(aJob("a").sameMachineAs("a"))))
        .contains("wait for each other");
    assertThat(problemOf(aPipelineOf(aJob("a").dependsOn("b"), aJob("b").sameMachineAs("a"))))
        .contains("wait for each other");
  }

  private static String problemOf(PipelineBuilder pipeline) {
    BuildRequest request = requestOf(pipeline.build(), Map.of());
    return StartCheck.problemsOf(request).toString();
  }
}
