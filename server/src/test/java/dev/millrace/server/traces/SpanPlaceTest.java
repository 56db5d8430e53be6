package dev.millrace.server.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.TaskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanPlaceTest {
  private static final BuildId BUILD = new BuildId("b-1");

  @Test
  void the_header_of_w3c_is_read_and_written() {
    String header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    assertThat(SpanPlace.read(header).orElseThrow().written()).isEqualTo(header);
    assertThat(SpanPlace.read("cc" + header.substring(2) + "-what-comes-later")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331"
      })
  void a_header_that_names_no_span_is_none(String header) {
    assertThat(SpanPlace.read(header)).isEmpty();
  }

  @Test
  void an_attempt_has_a_trace_of_its_own_the_same_in_every_process() {
    SpanPlace first = SpanPlace.ofBuild(BUILD, 1);

    assertThat(first).isEqualTo(SpanPlace.ofBuild(new BuildId("b-1"), 1));
    assertThat(first.trace())
        .isNotEqualTo(SpanPlace.ofBuild(BUILD, 2).trace())
        .isNotEqualTo(SpanPlace.ofBuild(new BuildId("b-11"), 1).trace());
  }

  @Test
  void each_execution_of_a_task_is_another_span_of_its_trace() {
    SpanPlace build = SpanPlace.ofBuild(BUILD, 1);
    SpanPlace task = build.ofTask(new JobId("a"), new TaskId("b"), 1, 0);

    assertThat(task.trace()).isEqualTo(build.trace());
    assertThat(task)
        .isNotEqualTo(build.ofTask(new JobId("a"), new TaskId("b"), 1, 1))
        .isNotEqualTo(build.ofTask(new JobId("a"), new TaskId("b"), 2, 0))
        .isNotEqualTo(build.ofTask(new JobId("ab"), new TaskId("1"), 1, 0));
  }
}
