package dev.millrace.pipeline.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.TemplateUse.Source;
import dev.millrace.pipeline.template.TemplateSource.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTemplatesTest {
  private final Path world;
  private final Path folder;

  /** A folder of templates beside a secret. */
  FolderTemplatesTest(@TempDir Path world) throws IOException {
    this.world = world;
    this.folder = world.resolve("templates");
    Files.createDirectories(folder.resolve("jobs"));
    Files.writeString(folder.resolve("jobs/a.yml"), "jobs: {}");
    Files.writeString(world.resolve("secret.yml"), "token: 1");
  }

  @Test
  void a_file_below_the_folder_is_found() {
    assertThat(find("jobs/../jobs/./a.yml")).isEqualTo(new Answer.Found("jobs/a.yml", "jobs: {}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.yml",
        "jobs/../../secret.yml",
        "/etc/passwd",
        "..\\secret.yml",
        "",
        "."
      })
  void a_name_that_leads_out_is_refused(String name) {
    assertThat(find(name)).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void a_null_character_is_refused() {
    assertThat(find("a\0.yml")).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void a_link_that_leads_out_is_refused() throws IOException {
    Files.createSymbolicLink(folder.resolve("link.yml"), world.resolve("secret.yml"));
    Files.createSymbolicLink(folder.resolve("up"), world);

    assertThat(find("link.yml")).isInstanceOf(Answer.Refused.class);
    assertThat(find("up/secret.yml")).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void a_link_within_the_folder_is_followed() throws IOException {
    Files.createSymbolicLink(folder.resolve("link.yml"), folder.resolve("jobs/a.yml"));

    assertThat(find("link.yml")).isEqualTo(new Answer.Found("link.yml", "jobs: {}"));
  }

  @Test
  void what_is_not_there_is_missing_and_what_is_no_text_is_unreadable() throws IOException {
    Files.write(folder.resolve("b.yml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThat(find("none.yml")).isEqualTo(new Answer.Missing());
    assertThat(find("jobs")).isEqualTo(new Answer.Missing());
    assertThat(find("b.yml")).isInstanceOf(Answer.Unreadable.class);
  }

  @Test
  void other_repositories_revisions_and_the_store_are_elsewhere() {
    var templates = new FolderTemplates(folder);

    assertThat(find("jobs/a.yml@other")).isEqualTo(new Answer.Elsewhere());
    assertThat(templates.find(new Source.ByPath("jobs/a.yml", Optional.of("main"))))
        .isEqualTo(new Answer.Elsewhere());
    assertThat(templates.find(new Source.ById("abc", Optional.empty())))
        .isEqualTo(new Answer.Elsewhere());
  }

  private Answer find(String name) {
    return new FolderTemplates(folder).find(new Source.ByPath(name, Optional.empty()));
  }
}
