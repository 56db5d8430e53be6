package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.TaskStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkippedAtStartTest {
  private static final String SKIP = "devops_container_condition_skip_atoms_";

  @ParameterizedTest
  @CsvSource({"lint, true, SKIP", "a:1, true, SKIP", "lint, false, QUEUE", "other, true, QUEUE"})
  void a_parameter_leaves_a_task_out_of_the_build(String name, String value, TaskStatus status) {
    var pipeline =
        aPipelineOf(aJob("a", aTask("1").id("lint").post("always()"), aTask("2"))).build();

    var build = aBuildOf(BuildRequests.requestOf(pipeline, Map.of(SKIP + name, value)));

    assertThat(build.task("a", 1).status()).isEqualTo(status);
  }

  @Test
  void it_is_left_out_of_a_retry_too_and_so_is_its_post_action() {
    var pipeline =
        aPipelineOf(aJob("a", aTask("1").id("lint").post("always()"), aTask("2"))).build();
    var build = aBuildOf(BuildRequests.requestOf(pipeline, Map.of(SKIP + "lint", "true")));
    build.fails("a").retry();

    build.succeeds("a");

    assertThat(build.tasksOf("a"))
        .containsExactly(TaskStatus.SKIP, TaskStatus.SUCCEED, TaskStatus.SKIP);
  }

  @Test
  void it_is_left_out_of_each_case_of_a_matrix() {
    var pipeline =
        aPipelineOf(aJob("m", aTask("1").id("lint"), aTask("2")).matrix("os", "x", "y")).build();

    var build = aBuildOf(BuildRequests.requestOf(pipeline, Map.of(SKIP + "lint", "true")));

    assertThat(build.task("m.0", 1).status()).isEqualTo(TaskStatus.SKIP);
    assertThat(build.task("m.1", 1).status()).isEqualTo(TaskStatus.SKIP);
  }
}
