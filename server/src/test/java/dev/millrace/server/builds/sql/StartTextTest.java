package dev.millrace.server.builds.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Caller;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StartValues;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.data.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartTextTest {
  @Test
  void what_a_build_was_started_with_is_read_as_it_was_written() {
    var start =
        new StartValues(
            Data.ordered(Map.of("level", "it's \"quoted\"\n漢字")),
            Data.ordered(Map.of("BK_CI_START_USER_NAME", new VariableValue("", true, true))),
            Set.of("b", "a"),
            Optional.of(
                new Caller(
                    new BuildId("parent"),
                    new JobId("j \"1\""),
                    1,
                    new TaskId("j:1"),
                    2,
                    true,
                    3)));

    assertThat(StartText.read(StartText.write(start))).isEqualTo(start);
    assertThat(StartText.read(StartText.write(StartValues.NONE))).isEqualTo(StartValues.NONE);
  }

  @Test
  void what_is_not_there_means_nothing() {
    assertThat(StartText.read("{}")).isEqualTo(StartValues.NONE);
  }

  @Test
  void a_build_of_before_was_started_with_what_its_variables_are_now() {
    var variables = new LinkedHashMap<String, VariableValue>();
    variables.put("level", VariableValue.plain("high"));
    variables.put("constant", new VariableValue("c", true, false));
    variables.put("BK_CI_BUILD_NUM", new VariableValue("3", true, false));

    StartValues start = StartText.guess(variables, Set.of("level", "constant"));

    assertThat(start.parameters()).containsExactly(Map.entry("level", "high"));
    assertThat(List.copyOf(start.builtIn().keySet())).containsExactly("BK_CI_BUILD_NUM");
    assertThat(start.onlyJobs()).isEmpty();
  }
}
