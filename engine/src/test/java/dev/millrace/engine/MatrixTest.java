package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.order.Contexts;
import dev.millrace.engine.order.WorkOrders;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.pipeline.Matrix;
import dev.millrace.pipeline.TaskAction;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatrixTest {
  @Test
  void a_matrix_runs_once_for_each_case() {
    var build =
        aBuildOf(
            aPipelineOf(
                aJob("test", aTask("make ${{ matrix.os }}"))
                    .name("on ${{ matrix.os }}")
                    .matrix("os", "linux", "mac")));

    assertThat(build.jobsIn(JobStatus.PREPARE_ENV)).containsExactly("test.0", "test.1");
    assertThat(build.job("test.1").name()).isEqualTo("on mac");
    build.workerStarts("test.1").claims("test.1");
    assertThat(WorkOrders.runningTask(build.state(), new JobId("test.1")).orElseThrow().action())
        .isInstanceOfSatisfying(
            TaskAction.Script.class, script -> assertThat(script.script()).isEqualTo("make mac"));
    build.succeeds("test.0", "test.1");

    assertThat(build.statusOf("test")).isEqualTo(JobStatus.SUCCEED);
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void a_child_whose_name_says_nothing_of_its_values_is_shown_with_them() {
    var build = aBuildOf(aPipelineOf(aJob("test").matrix("os", "linux")));

    assertThat(build.job("test.0").name()).isEqualTo("test (linux)");
  }

  @Test
  void five_children_run_at_once_by_default() {
    String[] values = IntStream.range(0, 9).mapToObj(Integer::toString).toArray(String[]::new);
    var build = aBuildOf(aPipelineOf(aJob("test").matrix("n", values)));

    assertThat(build.jobsIn(JobStatus.PREPARE_ENV)).hasSize(5);
    build.succeeds("test.2");

    assertThat(build.jobsIn(JobStatus.PREPARE_ENV))
        .containsExactly("test.0", "test.1", "test.3", "test.4", "test.5");
  }

  @Test
  void more_than_fifty_at_once_is_refused() {
    var build = aBuildOf(aPipelineOf(aJob("test").matrix(51, "n", "1")));

    assertThat(build.statusOf("test")).isEqualTo(JobStatus.FAILED);
    assertThat(build.job("test").failure().orElseThrow().message().english())
        .contains("at most 50");
  }

  @Test
  void more_than_256_cases_fail_the_job_with_the_reason() {
    String[] values = IntStream.range(0, 257).mapToObj(Integer::toString).toArray(String[]::new);
    var build = aBuildOf(aPipelineOf(aJob("test").matrix("n", values)));

    assertThat(build.statusOf("test")).isEqualTo(JobStatus.FAILED);
    assertThat(build.job("test").failure().orElseThrow().code())
        .isEqualTo(FailureCodes.BROKEN_MATRIX);
  }

  @Test
  void a_fast_kill_matrix_ends_with_its_first_failure() {
    var build = aBuildOf(aPipelineOf(aJob("test").fastKillMatrix("n", "1", "2", "3")));
    build.workerStarts("test.1").claims("test.1");

    build.fails("test.0");
    assertThat(build.statusOf("test.2")).isEqualTo(JobStatus.UNEXEC);
    build.reports("test.1", TaskResults.cancelled());

    assertThat(build.statusOf("test.1")).isEqualTo(JobStatus.FAILED);
    assertThat(build.statusOf("test")).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void values_may_come_from_a_variable() {
    var axes = new Matrix.FromText("${{ fromJSON(AXES) }}");
    var matrix =
        new Matrix(axes, Matrix.CaseList.NONE, Matrix.CaseList.NONE, false, Optional.empty());

    var build =
        aBuildOf(
            aPipelineOf(aJob("test").matrix(matrix)).variable("AXES", "{\"os\":[\"a\",\"b\"]}"));

    assertThat(build.jobsIn(JobStatus.PREPARE_ENV)).containsExactly("test.0", "test.1");
  }

  @Test
  void outputs_of_a_matrix_are_those_of_all_children() {
    var build =
        aBuildOf(
            aPipelineOf(aJob("test", aTask("x").id("s")).matrix("n", "1", "2"), aJob("other")));
    build
        .does("test.0", TaskResults.succeeded(Map.of(), Map.of("o", "a\"b")))
        .does("test.1", TaskResults.succeeded(Map.of(), Map.of("o", "c")));

    var contexts = Contexts.of(build.state());

    assertThat(contexts.get("jobs.test.steps.s.outputs.o")).isEqualTo("[\"a\\\"b\",\"c\"]");
    assertThat(contexts.get("jobs.test.1.steps.s.outputs.o")).isEqualTo("c");
  }
}
