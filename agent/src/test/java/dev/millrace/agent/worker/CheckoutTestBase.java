package dev.millrace.agent.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A repository to check out. */
abstract class CheckoutTestBase extends WorkerTestBase {
  Path origin = Path.of("/");

  @BeforeEach
  void make_a_repository() throws Exception {
    var environment = new HashMap<>(settings.environment());
    environment.putAll(
        Map.of(
            "HOME", folder.toString(),
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_AUTHOR_NAME", "Ada",
            "GIT_AUTHOR_EMAIL", "ada@example.org",
            "GIT_COMMITTER_NAME", "Ada",
            "GIT_COMMITTER_EMAIL", "ada@example.org"));
    settings = settings.withEnvironment(environment);
    origin = Files.createDirectories(folder.resolve("origin"));
    sh(
        origin,
        """
        git init -q -b main .; mkdir -p src docs
        echo one > src/a; echo doc > docs/d; printf 'build/\\n' > .gitignore
        git add .; git commit -qm first; git tag v1
        echo two > src/a; git commit -qam second
        git checkout -qb side; echo side > src/b; git add .; git commit -qm "third
        with a body"; git checkout -q main
        """);
  }

  /** What a script prints; it must succeed. */
  String sh(Path where, String script) throws Exception {
    var builder = new ProcessBuilder("bash", "-ec", script).directory(where.toFile());
    builder.environment().putAll(settings.environment());
    var process = builder.redirectErrorStream(true).start();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }
}
