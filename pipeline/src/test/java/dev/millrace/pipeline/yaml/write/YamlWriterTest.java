package dev.millrace.pipeline.yaml.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.ArbitraryPipelines;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.json.JsonModelCodec;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.yaml.YamlReader;
import dev.millrace.testkit.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {
  private static final String ORIGINAL =
      """
      # who owns this
      version: v3.0
      name: widgets   # the product

      stages:
        # compile first
        - name: build
          jobs:
            compile:
              runs-on: docker
              steps:
                - run: |   # with care
                    make
                    make test
                - checkout: self
        - name: ship # last
          jobs: { push: { steps: [ { run: ./push.sh } ] } }
      """;

  private static final List<String> FILES =
      List.of(
          "anchors",
          "every-key",
          "extends",
          "jobs-only",
          "on-object",
          "steps-only",
          "template-uses");

  private final YamlWriter writer = new YamlWriter();
  private final YamlReader reader = YamlReader.ofVersion3();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anchors",
        "every-key",
        "extends",
        "jobs-only",
        "on-object",
        "steps-only",
        "template-uses"
      })
  void a_file_written_anew_reads_back_as_the_same_pipeline(String name) {
    Pipeline pipeline = read(file(name));

    Written written = writer.write(pipeline);

    assertThat(written.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"anchors", "every-key", "extends", "on-object", "template-uses"})
  void an_unchanged_pipeline_leaves_its_file_byte_for_byte(String name) {
    String original = file(name);

    assertThat(writer.write(read(original), original).text()).isEqualTo(original);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anchors",
        "every-key",
        "extends",
        "jobs-only",
        "on-object",
        "steps-only",
        "template-uses"
      })
  void any_pipeline_can_be_put_into_any_file(String name) {
    String original = file(name);
    for (String other : FILES) {
      Pipeline pipeline = read(file(other));

      Written written = writer.write(pipeline, original);

      assertThat(read(written.text()).stages())
          .as("%s into %s", other, name)
          .isEqualTo(pipeline.stages());
    }
  }

  @Test
  void a_list_grows_and_shrinks_at_either_end() {
    String more =
        ORIGINAL.replace(
            "          - checkout: self\n",
            "          - checkout: self\n            - run: one\n            - run: two\n"
                .replace("            -", "          -"));
    String less = ORIGINAL.substring(0, ORIGINAL.indexOf("  - name: ship"));

    assertThat(edited(more)).isEqualTo(more);
    assertThat(edited(less)).isEqualTo(less);
  }

  @Test
  void what_yaml_cannot_say_is_reported_with_the_name_of_its_element() {
    String model =
        """
        {"stages": [
          {"containers": [{"@type": "trigger", "elements": [{"@type": "manualTrigger"}]}]},
          {"name": "build", "containers": [{"@type": "vmBuild", "jobId": "compile", "elements": [
            {"@type": "CODE_GIT", "name": "pull"},
            {"@type": "linuxScript", "name": "make", "script": "make"}]}]}]}
        """;
    Pipeline pipeline = new JsonModelCodec().read(model).pipeline().orElseThrow();

    Written written = writer.write(pipeline);

    Problem problem =
        written.problems().stream()
            .filter(found -> found.rule() == Rule.YAML_LACKS_TYPE)
            .findFirst()
            .orElseThrow();
    assertThat(problem.place().path()).isEqualTo("$.stages[0].jobs.compile.steps[0]");
    assertThat(written.text().lines().skip(problem.place().line() - 1).findFirst())
        .hasValueSatisfying(line -> assertThat(line).endsWith("- name: pull"));
    assertThat(problem.message(Locale.ENGLISH)).contains("CODE_GIT");
    assertThat(problem.message(Locale.CHINESE)).isEqualTo("YAML 没有类型 `CODE_GIT`");
    assertThat(written.problems())
        .noneMatch(found -> found.place().path().startsWith("$.stages[0].jobs.compile.steps[1]"));
  }

  @Test
  void a_setting_that_yaml_has_no_key_for_is_reported_by_its_name() {
    String model =
        """
        {"model": {"stages": [
          {"containers": [{"@type": "trigger", "elements": []}]},
          {"containers": [{"@type": "vmBuild", "elements": [{"@type": "linuxScript"}]}]}]},
         "setting": {"cleanVariablesWhenRetry": true}}
        """;
    Pipeline pipeline = new JsonModelCodec().read(model).pipeline().orElseThrow();

    assertThat(writer.write(pipeline).problems())
        .filteredOn(problem -> problem.rule() == Rule.YAML_LACKS_KEYS)
        .singleElement()
        .satisfies(problem ->
            assertThat(problem.message(Locale.ENGLISH)).contains("cleanVariablesWhenRetry"));
  }

  @Test
  void what_is_lost_in_a_merged_file_is_told_where_that_file_has_it() {
    Pipeline before = read(ORIGINAL);
    Pipeline after =
        new Pipeline(
            "renamed",
            before.description(),
            before.labels(),
            before.triggersWritten(),
            before.triggers(),
            before.variables(),
            before.variableGroups(),
            before.stages(),
            before.finallyJobs(),
            before.template(),
            before.resources(),
            before.notices(),
            before.concurrency(),
            before.recommendedVersion(),
            before.settings(),
            Data.ordered(Map.of("foreign", Data.flag(true))));

    Written written = writer.write(after, ORIGINAL);

    assertThat(written.text()).isEqualTo(ORIGINAL.replace("widgets", "renamed"));
    assertThat(written.problems())
        .extracting(Problem::toString)
        .containsExactly("written.yml:%d:1 $ yaml-lacks-keys".formatted(firstKeyLine(ORIGINAL)));
  }

  @Test
  void a_file_that_can_not_be_kept_is_written_anew_with_a_warning() {
    Written written = writer.write(read(ORIGINAL), "no: pipeline");

    assertThat(written.problems())
        .extracting(Problem::rule, Problem::isError)
        .containsExactly(Tuple.tuple(Rule.YAML_FORM_LOST, false));
  }

  private static int firstKeyLine(String text) {
    return (int) text.lines().takeWhile(line -> !line.startsWith("version")).count() + 1;
  }

  @Test
  void a_changed_name_changes_one_word() {
    assertThat(edited(ORIGINAL.replace("widgets", "gadgets")))
        .isEqualTo(ORIGINAL.replace("widgets", "gadgets"));
  }

  @Test
  void a_new_setting_comes_in_its_place_and_every_comment_stays() {
    String changed = ORIGINAL.replace("\nstages:", "desc: all of them\n\nstages:");

    assertThat(edited(changed)).isEqualTo(changed);
  }

  @Test
  void a_removed_step_takes_its_lines_and_no_others() {
    String changed = ORIGINAL.replace("          - checkout: self\n", "");

    assertThat(edited(changed)).isEqualTo(changed);
  }

  @Test
  void a_changed_script_is_a_block_of_lines() {
    String changed = ORIGINAL.replace("|   # with care", "|").replace("make test", "make check");

    assertThat(edited(changed)).isEqualTo(changed);
  }

  @Test
  void a_value_inside_braces_is_written_anew_and_the_rest_stays() {
    String edited = edited(ORIGINAL.replace("./push.sh", "./ship.sh"));

    assertThat(edited)
        .startsWith(ORIGINAL.substring(0, ORIGINAL.indexOf("    jobs: { push")))
        .contains("./ship.sh")
        .doesNotContain("./push.sh");
  }

  @Test
  void every_pipeline_of_what_yaml_can_say_reads_back_equal() {
    Seeds.forEach(
        500,
        random -> {
          Pipeline pipeline = new Expressible(random).pipeline();

          Written written = writer.write(pipeline);

          assertThat(written.problems()).isEmpty();
          assertThat(read(written.text())).isEqualTo(pipeline);
        });
  }

  @Test
  void every_such_pipeline_put_into_a_file_reads_back_equal() {
    Seeds.forEach(
        500,
        random -> {
          String original = file(Seeds.oneOf(random, FILES));
          Pipeline pipeline = new Expressible(random).pipeline();

          Written written = writer.write(pipeline, original);

          assertThat(read(written.text()).plainStages().getLast())
              .isEqualTo(pipeline.plainStages().getLast());
          assertThat(read(written.text()).description()).isEqualTo(pipeline.description());
        });
  }

  @Test
  void what_yaml_cannot_say_never_goes_unreported() {
    Seeds.forEach(
        1_000,
        random -> {
          Pipeline pipeline = ArbitraryPipelines.pipeline(random);

          Written written = writer.write(pipeline);

          boolean isSame =
              reader.read(written.text(), "x").pipeline().filter(pipeline::equals).isPresent();
          assertThat(isSame || !written.problems().isEmpty()).isTrue();
        });
  }

  /** {@link #ORIGINAL} after it was changed to say what {@code wanted} says. */
  private String edited(String wanted) {
    Written written = writer.write(read(wanted), ORIGINAL);

    assertThat(written.problems()).isEmpty();
    assertThat(read(written.text())).isEqualTo(read(wanted));
    return written.text();
  }

  private Pipeline read(String text) {
    var read = reader.read(text, "test.yml");
    assertThat(read.problems()).isEmpty();
    return read.pipeline().orElseThrow();
  }

  static String file(String name) {
    String path = "/dev/millrace/pipeline/yaml/valid/" + name + ".yml";
    try (InputStream in = YamlWriterTest.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
