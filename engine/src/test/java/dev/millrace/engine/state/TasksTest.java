package dev.millrace.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.ContinueOnError;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.Timeout;
import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TasksTest {
  private static final JobId JOB = new JobId("a");

  @ParameterizedTest(name = "{0} of eleven tasks stands at {1}")
  @CsvSource({
    "a:1,       0",
    "a:9,       8",
    "a:10,      9",
    "a:11,      10",
    "a:12,      -1",
    "a:0,       -1",
    "b:1,       -1",
    "a,         -1",
    "1,         -1",
    "a:,        -1",
    "a:x,       -1",
    "a:1x,      -1",
    "a:9999999999, -1",
  })
  void a_task_is_found_by_its_id(String id, int position) {
    assertThat(tasks(11).positionOf(new TaskId(id))).isEqualTo(position);
  }

  @Test
  void tasks_that_run_again_are_counted_anew() {
    Tasks ended =
        tasks(2)
            .with(0, tasks(2).get(0).become(TaskStatus.QUEUE_CACHE).become(TaskStatus.CANCELED));
    assertThat(ended.cancelled()).isTrue();
    assertThat(ended.open()).isEqualTo(1);

    Tasks again = ended.with(0, ended.get(0).again(2));

    assertThat(again.cancelled()).isFalse();
    assertThat(again.open()).isZero();
  }

  private static Tasks tasks(int count) {
    return Tasks.of(
        IntStream.rangeClosed(1, count)
            .mapToObj(position ->
                TaskState.queued(TaskId.of(JOB, position), task(), OptionalInt.empty(), 1))
            .toList());
  }

  private static Task task() {
    return new Task(
        "",
        "",
        true,
        new TaskAction.Script(
            TaskAction.ScriptOrigin.RUN, "make", Optional.empty(), false, Data.none()),
        "",
        RunCondition.DEFAULT,
        Timeout.DEFAULT,
        ContinueOnError.NO,
        0,
        false,
        false,
        List.of(),
        Data.ordered(Map.of()),
        Optional.empty(),
        Data.none());
  }
}
