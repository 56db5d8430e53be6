package dev.millrace.pipeline.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.ContinueOnError;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Matrix;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunsOn.Target;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.TaskAction.GatePoint;
import dev.millrace.pipeline.Timeout;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.trigger.TriggerRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class JsonModelCodecTest {
  private static final String TASK_DEFAULTS =
      """
      {"stages": [
        {"containers": [{"@type": "trigger", "elements": []}]},
        {"containers": [{"@type": "vmBuild", "elements": [{"@type": "linuxScript"}]}]}]}
      """;

  private final JsonModelCodec codec = new JsonModelCodec();

  @Test
  void the_sample_means_what_it_says() {
    Pipeline pipeline = pipeline("widgets.json");

    assertThat(pipeline.name()).isEqualTo("widgets");
    assertThat(pipeline.description()).isEqualTo("build and ship");
    assertThat(pipeline.variables().getFirst().required()).isTrue();
    assertThat(pipeline.triggers())
        .extracting(trigger -> trigger.rule().getClass().getSimpleName())
        .containsExactly("Manual", "Schedule", "Event");
    Stage build = pipeline.plainStages().getFirst();
    assertThat(build.labels()).containsExactly("Build");
    assertThat(build.checkIn().orElseThrow().flows().getFirst().reviewers()).containsExactly("ann");
    Job compile = build.plainJobs().getFirst();
    assertThat(compile.runsOn().container().orElseThrow().image()).contains("maven:3.9");
    assertThat(compile.condition()).isEqualTo(new RunCondition.When("variables.TARGET != ''"));
    assertThat(compile.mutex().orElseThrow().queueLength()).contains(5);
    assertThat(compile.matrix().orElseThrow().axes())
        .isEqualTo(
            new Matrix.AxisMap(
                Data.ordered(
                    Map.of(
                        "os", new Matrix.AxisList(List.of(Data.text("a"), Data.text("b"))),
                        "jdk", new Matrix.AxisList(List.of(Data.text("21"), Data.text("25")))))));
    assertThat(compile.plainTasks())
        .extracting(task -> task.action().getClass().getSimpleName())
        .containsExactly("Checkout", "Script");
    assertThat(compile.plainTasks().getLast().continueOnError()).isEqualTo(ContinueOnError.MANUAL);
    Job tell = pipeline.plainFinallyJobs().getFirst();
    assertThat(tell.runsOn().target()).isEqualTo(new Target.Agentless());
    assertThat(tell.condition()).isEqualTo(new RunCondition.By(RunCondition.Word.FAILURE));
    assertThat(pipeline.dialect()).isEqualTo(dev.millrace.expression.Dialect.CONSTRAINT);
  }

  @Test
  void variables_are_kept_by_a_retry_unless_the_setting_says_otherwise() {
    String model = "{\"model\": " + TASK_DEFAULTS + ", \"setting\": %s}";

    assertThat(List.of("{\"cleanVariablesWhenRetry\": true}", "{}"))
        .extracting(setting -> codec.read(model.formatted(setting)).pipeline().orElseThrow())
        .extracting(pipeline -> pipeline.settings().cleanVariablesOnRetry())
        .containsExactly(true, false);
  }

  @Test
  void old_and_odd_models_mean_what_they_meant() {
    Pipeline pipeline = pipeline("legacy.json");

    List<Job> jobs =
        pipeline.stages().stream()
            .flatMap(entry -> ((Stage) entry).jobs().stream())
            .filter(Job.class::isInstance)
            .map(Job.class::cast)
            .toList();
    assertThat(jobs.getFirst().runsOn().target()).isEqualTo(new Target.Node("agent7"));
    assertThat(jobs.getFirst().mutex()).isEmpty();
    assertThat(jobs.getFirst().timeout()).isEqualTo(new Timeout("${{ T }}"));
    assertThat(jobs.getLast().dependsOn()).containsExactly("job_2_1");
    assertThat(pipeline.recommendedVersion().orElseThrow().major()).isEqualTo("3");
    assertThat(pipeline.triggers().get(1).rule())
        .isInstanceOfSatisfying(
            TriggerRule.Schedule.class,
            schedule -> assertThat(schedule.crons()).containsExactly("0 0 1 * * ?"));
    assertThat(pipeline.triggers().get(2).rule())
        .isInstanceOfSatisfying(
            TriggerRule.Event.class,
            event ->
                assertThat(event.filters().get("target-branches")).containsExactly("main", "dev"));
    assertThat(jobs.getFirst().plainTasks().getLast().action())
        .isInstanceOf(TaskAction.Foreign.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"widgets.json", "legacy.json"})
  void reading_and_writing_keeps_every_field_but_those_of_runs_and_nulls(String name) {
    JsonNode given = JsonModelCodec.MAPPER.readTree(Samples.text(name));

    JsonNode written = JsonModelCodec.MAPPER.readTree(codec.write(pipeline(name)));

    // The legacy sample's template reference has no place for its ids, which are by position.
    assertThat(missing("$", given, written))
        .allMatch(path ->
            path.matches(".*\\.(status|executeCount|timeCost)")
                || path.matches(".*containers\\[2\\]\\.(id|name)")
                || path.matches(".*dependOn(Type|Id)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"widgets.json", "legacy.json"})
  void a_sample_written_is_read_back_equal(String name) {
    Pipeline pipeline = pipeline(name);

    assertThat(codec.read(codec.write(pipeline)).pipeline()).isEqualTo(Optional.of(pipeline));
    assertThat(codec.read(codec.writeIndented(pipeline)).pipeline())
        .isEqualTo(Optional.of(pipeline));
  }

  @Test
  void a_quality_gate_is_a_task_and_keeps_what_else_its_element_says() {
    String model =
        TASK_DEFAULTS.replace(
            "{\"@type\": \"linuxScript\"}",
            """
            {"@type": "qualityGateInTask", "interceptTask": "sonar", "interceptTaskName": "scan"},
            {"@type": "qualityGateOutTask", "interceptTask": "sonar", "unheard": 1}\
            """);

    Pipeline pipeline = codec.read(model).pipeline().orElseThrow();

    assertThat(pipeline.plainStages().getFirst().plainJobs().getFirst().plainTasks())
        .extracting(Task::action)
        .containsExactly(
            new TaskAction.QualityGate(
                GatePoint.BEFORE,
                Data.ordered(
                    Map.of(
                        "interceptTask", Data.text("sonar"),
                        "interceptTaskName", Data.text("scan")))),
            new TaskAction.QualityGate(
                GatePoint.AFTER, Data.ordered(Map.of("interceptTask", Data.text("sonar")))));
    assertThat(codec.write(pipeline))
        .contains("\"qualityGateInTask\"", "\"qualityGateOutTask\"", "\"unheard\":1");
    assertThat(codec.read(codec.write(pipeline)).pipeline()).isEqualTo(Optional.of(pipeline));
  }

  @Test
  void absent_options_have_the_defaults_of_json_not_of_yaml() {
    Pipeline pipeline = codec.read(TASK_DEFAULTS).pipeline().orElseThrow();
    Job job = pipeline.plainStages().getFirst().plainJobs().getFirst();

    assertThat(job.timeout()).isEqualTo(Timeout.ofMinutes(900));
    assertThat(job.plainTasks().getFirst().timeout()).isEqualTo(Timeout.ofMinutes(100));
    assertThat(job.plainTasks().getFirst().canRetryManually()).isTrue();
    assertThat(job.id()).isEqualTo("job_2_1");
  }

  @Test
  void a_queue_without_a_timeout_waits_ten_minutes_as_json_says() {
    String model = TASK_DEFAULTS.strip();

    var read = codec.read("{\"model\": " + model + ", \"setting\": {}}");

    assertThat(read.pipeline().orElseThrow().concurrency().queueTimeoutMinutes()).contains(10);
  }

  @Test
  void a_syntax_error_is_reported_with_line_and_column() {
    JsonReading read = codec.read("{\n  \"model\": oops\n}");

    assertThat(read.pipeline()).isEmpty();
    assertThat(read.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.rule()).isEqualTo(Rule.JSON_SYNTAX);
          assertThat(problem.place().line()).isEqualTo(2);
          assertThat(problem.place().column()).isGreaterThan(10);
        });
  }

  @Test
  void a_key_given_twice_is_a_syntax_error() {
    assertThat(codec.read("{\"stages\": [], \"stages\": []}").problems())
        .extracting(Problem::rule)
        .containsExactly(Rule.JSON_SYNTAX);
  }

  @Test
  void a_value_of_the_wrong_kind_is_reported_with_its_path_and_kept() {
    JsonReading read =
        codec.read("{\"stages\": [{\"containers\": [{\"@type\": \"trigger\"}]}], \"labels\": 7}");

    assertThat(read.problems())
        .extracting(Problem::toString)
        .contains("pipeline.json:1:64 $.labels wrong-kind");
    assertThat(read.pipeline().orElseThrow().extras()).containsEntry("labels", Data.number(7));
  }

  @Test
  void a_text_beyond_the_limits_is_refused() {
    String deep = "[".repeat(Limits.JSON_MAX_DEPTH + 1);
    String longText = " ".repeat(Limits.JSON_MAX_CHARACTERS + 1);

    assertThat(codec.read("{\"model\":" + deep).problems())
        .extracting(Problem::rule)
        .containsExactly(Rule.JSON_LIMIT);
    assertThat(codec.read(longText).problems())
        .extracting(Problem::rule)
        .containsExactly(Rule.JSON_TOO_LARGE);
  }

  @Test
  void aliases_in_a_matrix_text_cannot_grow_without_bound() {
    var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
    }

    assertThat(LooseText.read(bomb.toString(), JsonModelCodec.MAPPER)).isEmpty();
  }

  @Test
  void no_more_problems_than_the_limit_are_reported() {
    String elements = "{\"@type\": \"x\"},".repeat(Limits.PROBLEMS_MAX * 2) + "{}";
    String model = TASK_DEFAULTS.replace("{\"@type\": \"linuxScript\"}", elements);

    assertThat(codec.read(model).problems())
        .hasSize(Limits.PROBLEMS_MAX + 1)
        .last()
        .extracting(Problem::rule)
        .isEqualTo(Rule.TOO_MANY_PROBLEMS);
  }

  @Test
  void problems_stand_where_the_text_has_them() {
    String text =
        """
        {"model": {"stages": [
           {"containers": [{"@type": "trigger"}]},
           {"containers": [
             {"@type": "vmBuild",
              "dispatchType": {"buildType": "ESXi"},
              "customEnv": [{"key": "A"}, {"key": "A"}, {"value": 1}],
              "jobControlOption": {"dependOnType": "ID", "dependOnId": ["7"], "enable": "perhaps"},
              "elements": [{"@type": "odd"}, 12]}]}]},
         "setting": {"runLockType": "OTHER",
                     "successSubscriptionList": [{"types": ["PIGEON"]}]}}
        """;

    assertThat(codec.read(text, "model.json").problems())
        .extracting(Problem::toString)
        .containsExactly(
            "model.json:5:37 $.model.stages[1].containers[0].dispatchType.buildType cannot-run",
            "model.json:6:35 $.model.stages[1].containers[0].customEnv[1] repeated-name",
            "model.json:6:49 $.model.stages[1].containers[0].customEnv[2] missing-key",
            "model.json:7:64 $.model.stages[1].containers[0].jobControlOption.dependOnId"
                + " unknown-job",
            "model.json:7:81 $.model.stages[1].containers[0].jobControlOption.enable wrong-kind",
            "model.json:8:30 $.model.stages[1].containers[0].elements[0].@type cannot-run",
            "model.json:8:38 $.model.stages[1].containers[0].elements[1] wrong-kind",
            "model.json:9:29 $.setting.runLockType value-not-known",
            "model.json:10:52 $.setting.successSubscriptionList[0].types value-not-known");
  }

  @Test
  void problems_are_told_in_the_language_of_the_reader() {
    Problem problem = codec.read("{\"model\": {\"stages\": 7}}").problems().getLast();

    assertThat(problem.message(Locale.ENGLISH))
        .isEqualTo("`stages` has a whole number, but needs a list");
    assertThat(problem.message(Locale.SIMPLIFIED_CHINESE)).isEqualTo("`stages` 的值是整数，应为列表");
  }

  @Test
  void a_key_with_dots_and_brackets_does_not_lead_astray() {
    String text =
        """
        {"stages": [{"containers": [{"@type": "trigger"}]}],
         "a.b[0]": {"labels": [7]},
         "😀": 1, "labels": {"x": 1}}
        """;

    assertThat(codec.read(text).problems())
        .extracting(Problem::toString)
        .containsExactly("pipeline.json:3:20 $.labels wrong-kind");
  }

  @Test
  void a_pipeline_with_templates_is_read_and_is_nothing_to_run() {
    String text = Samples.text("legacy.json");

    assertThat(codec.read(text).problems())
        .extracting(Problem::rule)
        .doesNotContain(Rule.TEMPLATE_IN_MODEL);
    assertThat(codec.readExpanded(text, "legacy.json").problems().getFirst())
        .hasToString("legacy.json:1:1 $ template-in-model");
    assertThat(codec.readExpanded(TASK_DEFAULTS, "a.json").problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "null", "{}", "{} {}", "\"model\""})
  void what_is_no_pipeline_is_refused_and_never_throws(String text) {
    assertThat(codec.read(text).hasErrors()).isTrue();
    assertThat(codec.read(text).pipeline()).isEmpty();
  }

  private Pipeline pipeline(String name) {
    return codec.read(Samples.text(name)).pipeline().orElseThrow();
  }

  /**
   * Paths of fields of {@code given} that {@code written} lacks or has otherwise; no nulls. Lists
   * may have grown.
   */
  private static List<String> missing(String path, JsonNode given, JsonNode written) {
    if (given.isNull() || given.equals(written)) {
      return List.of();
    }
    if (given instanceof ObjectNode && written instanceof ObjectNode) {
      return given.properties().stream()
          .flatMap(field ->
              missing(path + "." + field.getKey(), field.getValue(), written.path(field.getKey()))
                  .stream())
          .toList();
    }
    if (given.isArray() && written.isArray() && given.size() <= written.size()) {
      return java.util.stream.IntStream.range(0, given.size())
          .boxed()
          .flatMap(i -> missing(path + "[" + i + "]", given.get(i), written.get(i)).stream())
          .toList();
    }
    return List.of(path);
  }
}
