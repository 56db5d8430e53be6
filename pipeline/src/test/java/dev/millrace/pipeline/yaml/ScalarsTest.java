package dev.millrace.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.data.Data;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What plain values mean: YAML 1.2, where older readers surprise people. */
class ScalarsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "no",
        "on",
        "off",
        "y",
        "N",
        "1_000",
        "0b11",
        "0o9",
        "08:30",
        "190:20:30",
        ".inf",
        "-.INF",
        ".nan",
        "2026-11-21",
        "2026-11-21T01:02:03Z",
        "1e9999",
        "0x",
        "+",
        "1.2.3",
        "=",
        "<<a",
        "nULL",
        "tRUE"
      })
  void a_word_that_was_something_else_in_older_yaml_is_a_text(String word) {
    assertThat(input(word)).isEqualTo(Data.text(word));
  }

  @ParameterizedTest
  @CsvSource({
    "017, 17",
    "0o17, 15",
    "0x1F, 31",
    "+12, 12",
    "-12, -12",
    "1.50, 1.50",
    "1e3, 1E+3",
    ".5, 0.5",
    "5., 5"
  })
  void numbers_are_those_of_yaml_1_2(String written, String number) {
    assertThat(input(written)).isEqualTo(new Data.Decimal(new java.math.BigDecimal(number)));
  }

  @ParameterizedTest
  @CsvSource({"true, true", "True, true", "FALSE, false"})
  void booleans_have_three_ways_to_be_written(String written, boolean flag) {
    assertThat(input(written)).isEqualTo(Data.flag(flag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"~", "null", "Null", ""})
  void nothing_has_four(String written) {
    assertThat(input(written)).isEqualTo(new Data.Nothing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.10", "3.0", "0o17", "0x1F", "1_000", "yes", "2026-11-21", "1e3"})
  void where_a_text_belongs_each_value_is_the_text_that_was_written(String written) {
    Pipeline pipeline =
        pipeline(
            "variables: { v: { value: %1$s } }\nsteps: [ { run: ls, env: { A: %1$s } } ]\n"
                .formatted(written));

    assertThat(pipeline.variables().getFirst().value()).isEqualTo(Data.text(written));
    assertThat(task(pipeline).environment()).isEqualTo(Map.of("A", written));
  }

  @Test
  void a_matrix_keeps_versions_as_they_are_written() {
    Pipeline pipeline =
        pipeline(
            "jobs: { a: { strategy: { matrix: { jdk: [ 3.10, 0o17, yes ] } },"
                + " steps: [ { run: ls } ] } }\n");

    assertThat(job(pipeline).matrix().orElseThrow().axes().toString())
        .contains("3.10", "0o17", "yes");
  }

  @ParameterizedTest
  @CsvSource({"0o17, 15", "0x3C, 60", "060, 60", "+5, 5"})
  void a_timeout_is_the_number_it_is_written_as(String written, int minutes) {
    Pipeline pipeline =
        pipeline("steps: [ { run: ls, timeout-minutes: %s } ]\n".formatted(written));

    assertThat(dev.millrace.pipeline.Timeout.resolve(task(pipeline).timeout().text()))
        .isEqualTo(Duration.ofMinutes(minutes));
  }

  @ParameterizedTest
  @CsvSource({
    "enable: yes, true",
    "enable: 'off', false",
    "enable: n, false",
    "enable: 1, true",
    "enable: '\"true\"', true",
    "retry-times: 1_0, 10",
    "retry-times: '\"3\"', 3",
    "timeout-minutes: 1_000, 1000"
  })
  void what_was_meant_is_suggested(String entry, String meant) {
    ReadResult result = read("steps: [ { run: ls, %s } ]\n".formatted(entry.replace("'", "")));

    assertThat(result.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.suggestion()).contains(meant));
  }

  @Test
  void a_boolean_variable_in_the_words_of_older_yaml_is_told_what_to_write() {
    ReadResult result =
        read(
            "variables: { f: { value: yes, props: { type: boolean } } }\nsteps: [ { run: ls } ]\n");

    assertThat(result.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.toString()).isEqualTo("a.yml:2:26 not-a-boolean");
          assertThat(problem.suggestion()).contains("true");
        });
  }

  @Test
  void on_is_a_key_however_it_is_quoted() {
    for (String key : List.of("on", "'on'", "\"on\"", "? on\n")) {
      assertThat(pipeline(key + ": { manual: disabled }\nsteps: [ { run: ls } ]\n").triggers())
          .as(key)
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: a\nname: a\nsteps: [ { run: ls } ]\n",
        "name: a\n\"name\": a\nsteps: [ { run: ls } ]\n",
        "name: a\n? name\n: a\nsteps: [ { run: ls } ]\n"
      })
  void a_key_written_twice_is_one_problem_at_the_second(String text) {
    assertThat(read(text).problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.toString()).startsWith("a.yml:3:").endsWith("key"));
  }

  @Test
  void a_key_of_its_own_beside_a_merged_one_is_no_duplicate_and_wins() {
    Pipeline pipeline = pipeline("steps:\n  - &a { run: ls, name: a }\n  - { name: b, <<: *a }\n");

    assertThat(((Task) job(pipeline).tasks().get(1)).name()).isEqualTo("b");
  }

  private static Data input(String written) {
    Pipeline pipeline =
        pipeline("steps:\n  - uses: a@1\n    with:\n      v: %s\n".formatted(written));
    return ((TaskAction.Plugin) task(pipeline).action())
        .inputs()
        .getOrDefault("v", Data.text("absent"));
  }

  private static Task task(Pipeline pipeline) {
    return (Task) job(pipeline).tasks().getFirst();
  }

  private static Job job(Pipeline pipeline) {
    return pipeline.plainStages().getFirst().plainJobs().getFirst();
  }

  private static Pipeline pipeline(String body) {
    ReadResult result = read(body);
    assertThat(result.problems()).isEmpty();
    return result.pipeline().orElseThrow();
  }

  private static ReadResult read(String body) {
    return YamlReader.ofVersion3().read("version: v3.0\n" + body, "a.yml");
  }
}
