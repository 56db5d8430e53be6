package dev.millrace.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineCommandsTest {
  private static final String TEXT =
      """
      version: v3.0
      name: pie
      steps:
        - run: echo one
      """;

  @TempDir Path folder;
  private ClientHouse house;

  @BeforeEach
  void begin() throws IOException {
    house = new ClientHouse(folder).ready();
    Files.writeString(folder.resolve("pie.yml"), TEXT);
  }

  @AfterEach
  void end() {
    house.close();
  }

  private ClientHouse.End good(String... arguments) {
    var end = house.run(arguments);
    assertThat(end.exit()).as(end.errors()).isEqualTo(ExitCode.SUCCESS);
    return end;
  }

  @Test
  void a_pipeline_made_of_a_file_is_listed_and_can_be_started_when_it_is_released() {
    good("pipeline", "create", "pie.yml");
    assertThat(good("pipeline", "list").output()).startsWith("pie").contains("draft only");
    assertThat(house.run("pipeline", "start", "pie").exit()).isEqualTo(ExitCode.INVALID);

    assertThat(good("pipeline", "release", "pie").output()).startsWith("released pie as");

    assertThat(good("pipeline", "start", "pie", "--remark", "x").output())
        .startsWith("pie #1 was started: ");
    assertThat(good("pipeline", "show", "pie").output()).contains("#1");
  }

  @Test
  void an_edit_shows_what_changed_and_what_is_wrong_with_its_place() throws IOException {
    good("pipeline", "create", "pie.yml", "--release");
    Files.writeString(folder.resolve("bad.yml"), TEXT.replace("steps:", "stepz:"));

    var end = house.run("pipeline", "edit", "pie", "bad.yml", "--release");

    assertThat(end.exit()).isEqualTo(ExitCode.INVALID);
    assertThat(end.output()).contains("kept the draft").contains("-steps:").contains("+stepz:");
    assertThat(end.errors()).containsPattern("3:1: error: .*stepz");
    assertThat(good("pipeline", "versions", "pie").output().lines()).hasSize(2);
  }

  @Test
  void the_editor_of_the_environment_edits_and_what_it_leaves_is_released() throws IOException {
    good("pipeline", "create", "pie.yml", "--release");
    Path editor = folder.resolve("edit.sh");
    Files.writeString(editor, "sed -i s/one/two/ \"$2\"\n");
    house.environment.put("EDITOR", "sh '" + editor + "' option");

    var end = good("pipeline", "edit", "pie", "--release", "--note", "two");

    assertThat(end.output()).contains("-  - run: echo one").contains("+  - run: echo two");
    assertThat(good("pipeline", "export", "pie").output()).contains("echo two");
    assertThat(good("pipeline", "export", "pie", "--of", "1").output()).contains("echo one");
    assertThat(good("pipeline", "diff", "pie", "1", "2").output()).contains("+  - run: echo two");
    assertThat(good("pipeline", "rollback", "pie", "1").output()).startsWith("released pie as");
    assertThat(good("pipeline", "export", "pie").output()).contains("echo one");
  }

  @Test
  void an_edit_that_changes_nothing_keeps_nothing() {
    good("pipeline", "create", "pie.yml", "--release");
    house.environment.put("EDITOR", "true");

    assertThat(good("pipeline", "edit", "pie").output()).isEqualTo("nothing was changed\n");
    house.environment.put("EDITOR", "false");
    assertThat(house.run("pipeline", "edit", "pie").errors()).contains("nothing was kept");
  }

  @Test
  void a_deleted_pipeline_comes_back_by_another_name() {
    good("pipeline", "create", "pie.yml");
    good("pipeline", "rename", "pie", "cake");
    good("pipeline", "delete", "cake");
    assertThat(good("pipeline", "list").output()).startsWith("there is no pipeline");
    assertThat(good("pipeline", "list", "--deleted").output()).startsWith("cake");

    good("pipeline", "restore", "cake", "--name", "tart");

    assertThat(good("pipeline", "list").output()).startsWith("tart");
  }

  @Test
  void programs_get_the_server_s_objects_one_a_line() {
    good("pipeline", "create", "pie.yml");
    good("pipeline", "import", "pie.yml", "--name", "pie two");

    assertThat(good("pipeline", "list", "--json").output().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(Api.read(line).path("name").asString("")).startsWith("pie"));
  }

  @Test
  void a_pipeline_that_is_not_there_is_said_by_the_server() {
    var end = house.run("pipeline", "show", "none");

    assertThat(end.exit()).isEqualTo(ExitCode.INVALID);
    assertThat(end.errors()).startsWith("error: ").contains("none");
  }
}
