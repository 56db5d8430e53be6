package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskResults.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.GivenNumbers;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.data.Data;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestartTest {
  @Test
  void a_restart_is_a_build_of_its_own_with_the_values_of_the_start() {
    var request =
        new BuildRequest(
            new BuildId("b-1"),
            1,
            aPipelineOf(aJob("a"), aJob("b")).variable("X", "default").build(),
            Data.ordered(Map.of("X", "given")),
            Data.ordered(Map.of("BK_CI_START_TYPE", VariableValue.plain("MANUAL"))),
            Set.of("a"));
    var first = aBuildOf(request).does("a", succeeded(Map.of("X", "set", "Y", "own"), Map.of()));

    BuildRequest restart =
        BuildRequest.restarting(first.state(), new BuildId("b-2"), 2, GivenNumbers.FIRST);
    var second = aBuildOf(restart);

    assertThat(second.state().id()).isEqualTo(new BuildId("b-2"));
    assertThat(second.variable("X")).isEqualTo("given");
    assertThat(second.variable("BK_CI_START_TYPE")).isEqualTo("MANUAL");
    assertThat(second.variable("BK_CI_BUILD_NUM")).isEqualTo("2");
    assertThat(second.state().variables()).doesNotContainKey("Y");
    assertThat(second.jobsIn(JobStatus.SKIP)).containsExactly("b");
    assertThat(second.state().attempt()).isEqualTo(1);
  }
}
