package dev.millrace.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceTextsTest {
  private final WorkspaceTexts texts = new WorkspaceTexts(ZoneOffset.UTC);
  @TempDir private Path workspace;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(workspace.resolve("src/main"));
    Files.writeString(workspace.resolve("pom.xml"), "a");
    Files.writeString(workspace.resolve("src/pom.xml"), "b");
    Files.writeString(workspace.resolve("src/main/App.java"), "c");
  }

  @Test
  void the_hash_of_files_is_the_hash_of_their_hashes_in_the_order_of_their_paths()
      throws Exception {
    String hash = replace("${{ hashFiles('**/pom.xml') }}");

    var all = MessageDigest.getInstance("SHA-256");
    all.update(sha256("a"));
    all.update(sha256("b"));
    assertThat(hash).isEqualTo(HexFormat.of().formatHex(all.digest()));
  }

  @Test
  void no_match_gives_an_empty_text() {
    assertThat(replace("key-${{ hashFiles('*.gradle') }}")).isEqualTo("key-");
  }

  @Test
  void links_are_not_followed(@TempDir Path outside) throws IOException {
    Files.writeString(outside.resolve("secret.txt"), "s");
    Files.createSymbolicLink(workspace.resolve("away"), outside);
    Files.createSymbolicLink(workspace.resolve("one.txt"), outside.resolve("secret.txt"));

    assertThat(replace("${{ hashFiles('**/*.txt') }}")).isEmpty();
  }

  @Test
  void other_expressions_work_too_and_shell_variables_are_left_alone() {
    assertThat(replace("${{ format('{0}!', variables.A) }} ${A} $A")).isEqualTo("hello! ${A} $A");
  }

  @ParameterizedTest
  @CsvSource({
    "pom.xml,             pom.xml,            true",
    "pom.xml,             src/pom.xml,        false",
    "**/pom.xml,          pom.xml,            true",
    "**/pom.xml,          src/main/pom.xml,   true",
    "src/*/App.java,      src/main/App.java,  true",
    "src/*/App.java,      src/a/b/App.java,   false",
    "src/,                src/main/App.java,  true",
    "src/**,              src/main/App.java,  true",
    "src/**/App.jav?,     src/App.java,       true",
    "./pom.*,             pom.xml,            true",
    "**/main/**,          src/main/App.java,  true",
    "a.b,                 axb,                false",
  })
  void patterns_match_as_in_ant(String pattern, String path, boolean matches) {
    assertThat(AntPattern.of(pattern).matches(path)).isEqualTo(matches);
  }

  private String replace(String text) {
    return texts.replace(
        text, Map.of("ci.workspace", workspace.toString(), "variables.A", "hello"));
  }

  private static byte[] sha256(String text) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }
}
