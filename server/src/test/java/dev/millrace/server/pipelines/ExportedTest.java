package dev.millrace.server.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.json.JsonModelCodec;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.yaml.YamlReader;
import dev.millrace.server.pipelines.PipelineSettings.CancelPolicy;
import dev.millrace.server.pipelines.VersionChoice.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExportedTest extends PipelinesTestBase {
  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../examples"))) {
      return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
    }
  }

  private PipelineEntry imported(String text) {
    return pipelines.importText(ANN, ACME, Optional.empty(), text, 500).entry();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_leaves_as_it_came(Path example) throws IOException {
    String text = Files.readString(example, UTF_8);

    Exported exported = versions.export(imported(text).id(), new Draft(), DefinitionFormat.YAML);

    assertThat(exported.text()).isEqualTo(text);
    assertThat(exported.unsaid()).isEmpty();
    assertThat(exported.problems()).noneMatch(Problem::isError);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_goes_to_json_and_back(Path example) throws IOException {
    String text = Files.readString(example, UTF_8);
    PipelineEntry asYaml = imported(text);
    Exported json = versions.export(asYaml.id(), new Draft(), DefinitionFormat.JSON);
    pipelines.delete(ANN, asYaml.id(), revisionOf(asYaml.id()));

    PipelineEntry asJson = imported(json.text());
    Exported back = versions.export(asJson.id(), new Draft(), DefinitionFormat.YAML);

    Pipeline before = YamlReader.ofVersion3().read(text, "x").pipeline().orElseThrow();
    Pipeline after = YamlReader.ofVersion3().read(back.text(), "x").pipeline().orElseThrow();
    assertThat(asJson.name()).isEqualTo(asYaml.name());
    assertThat(after.stages()).isEqualTo(before.stages());
    assertThat(after.finallyJobs()).isEqualTo(before.finallyJobs());
    assertThat(after.variables()).isEqualTo(before.variables());
    assertThat(after.concurrency()).isEqualTo(before.concurrency());
    assertThat(after.settings().cancelRestricted()).isTrue();
    assertThat(back.problems()).noneMatch(Problem::isError);
  }

  @Test
  void what_yaml_can_not_say_is_told() {
    var settings =
        new PipelineSettings(
            "for tests",
            PipelineSettings.DEFAULT.concurrency(),
            CancelPolicy.EXECUTE_PERMISSION,
            true,
            true,
            7);
    PipelineEntry entry =
        pipelines.create(ANN, NewPipeline.of(ACME, "one", saying("make # kept").with(settings)));

    Exported exported = versions.export(entry.id(), new Draft(), DefinitionFormat.YAML);

    assertThat(exported.unsaid())
        .extracting(Object::toString)
        .containsExactly(
            "YAML can't say that a retry forgets what tasks have set",
            "YAML can't say how many versions are kept: 7",
            "YAML without a cancel policy means a restricted one when it is imported");
    assertThat(exported.text())
        .contains("name: one")
        .contains("desc: for tests")
        .contains("fail-if-variable-invalid: true")
        .contains("# kept");
  }

  @Test
  void json_has_everything_that_is_in_force() {
    PipelineEntry entry = created("one");

    Exported exported = versions.export(entry.id(), new Draft(), DefinitionFormat.JSON);

    Pipeline pipeline = new JsonModelCodec().read(exported.text()).pipeline().orElseThrow();
    assertThat(pipeline.name()).isEqualTo("one");
    assertThat(pipeline.settings().cancelRestricted()).isTrue();
  }

  @Test
  void a_text_with_errors_leaves_as_it_is_and_is_not_converted() {
    PipelineEntry entry =
        pipelines.create(ANN, NewPipeline.of(ACME, "one", Definition.of("stages: [")));

    assertThat(versions.export(entry.id(), new Draft(), DefinitionFormat.YAML).text())
        .isEqualTo("stages: [");
    assertThat(refusalOf(() -> versions.export(entry.id(), new Draft(), DefinitionFormat.JSON)))
        .isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void a_file_with_errors_is_not_imported() {
    assertThat(refusalOf(() -> imported("version: v3.0\nname: x\n")))
        .isInstanceOf(Refusal.Invalid.class);
    assertThat(refusalOf(() -> imported("{\"model\": 1}"))).isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void a_file_of_version_2_becomes_one_of_version_3() {
    PipelineEntry entry = imported("version: v2.0\nname: old\nsteps:\n  - run: make\n");

    assertThat(versions.open(entry.id()).definition().text()).startsWith("version: v3.0\n");
  }

  @Test
  void a_model_says_how_many_versions_are_kept() {
    Exported json = versions.export(created("one").id(), new Draft(), DefinitionFormat.JSON);
    String text =
        json.text()
            .replace("\"setting\" : {", "\"setting\" : {\"maxPipelineResNum\": 9,")
            .replace("\"one\"", "\"two\"");

    assertThat(versions.open(imported(text).id()).definition().settings().versionsKept())
        .isEqualTo(9);
  }
}
