package dev.millrace.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SettingsPageTest {
  @Test
  void the_page_about_the_server_has_exactly_the_settings_there_are() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("../docs/server.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(rows)
        .containsExactlyElementsOf(Arrays.stream(Setting.values()).map(this::row).toList());
  }

  private String row(Setting setting) {
    String usual = setting.usual().isEmpty() ? "" : "`" + setting.usual() + "`";
    return "| `" + setting.key() + "` | " + usual + " | " + setting.meaning() + " |";
  }
}
