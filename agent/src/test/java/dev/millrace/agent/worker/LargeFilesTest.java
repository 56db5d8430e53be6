package dev.millrace.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.CheckoutSource.Repository;
import dev.millrace.protocol.ErrorKind;
import dev.millrace.protocol.TaskAction;
import dev.millrace.protocol.TaskOutcome;
import dev.millrace.protocol.TaskReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkouts of repositories that keep files in git LFS, with the real git-lfs. */
@Timeout(120)
class LargeFilesTest extends CheckoutTestBase {
  @BeforeEach
  void keep_files_in_lfs() throws Exception {
    sh(
        origin,
        """
        git checkout -qb lfs; git lfs install --local; git lfs track '*.bin'
        echo large > src/l.bin; echo other > docs/m.bin
        git add .; git commit -qm lfs; git checkout -q main
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "git lfs install"})
  void large_files_come_along_unless_told_otherwise(String setup) throws Exception {
    sh(folder, setup);

    run(
        order("by-path", origin.toString(), Map.of("localPath", "path")),
        order("by-url", "file://" + origin, Map.of("localPath", "url", "fetchDepth", "1")),
        order("off", origin.toString(), Map.of("localPath", "off", "enableGitLfs", "false")));

    for (var name : new String[] {"path", "url"}) {
      assertThat(workspace.resolve(name + "/src/l.bin")).hasContent("large\n");
      assertThat(sh(workspace.resolve(name), "git status --porcelain")).isEmpty();
    }
    assertThat(workspace.resolve("off/src/l.bin"))
        .content()
        .startsWith("version https://git-lfs.github.com/spec/v1\n");
  }

  @Test
  void a_kept_workspace_gets_the_new_large_files_and_keeps_its_hooks() throws Exception {
    run(
        order("first", origin.toString(), Map.of()),
        Orders.script("hook", "echo 'echo mine' > .git/hooks/pre-push; echo x > src/l.bin"));
    sh(origin, "git checkout -q lfs; echo new > docs/m.bin; git commit -qam new");
    endpoint = endpoint(workspace.toString(), java.time.Duration.ofHours(1));

    var report = run(order("second", origin.toString(), Map.of()));

    assertThat(report.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
    assertThat(workspace.resolve("src/l.bin")).hasContent("large\n");
    assertThat(workspace.resolve("docs/m.bin")).hasContent("new\n");
    assertThat(workspace.resolve(".git/hooks/pre-push")).hasContent("echo mine\n");
  }

  @Test
  void large_files_outside_the_included_paths_do_not_appear() {
    run(order("t", origin.toString(), Map.of("includePath", "src/*")));

    assertThat(workspace.resolve("src/l.bin")).hasContent("large\n");
    assertThat(workspace.resolve("docs")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "git lfs install"})
  void large_files_of_submodules_come_along_too(String setup) throws Exception {
    sh(
        folder,
        """
        git config --global protocol.file.allow always
        git init -q -b main "üb er"; cd "üb er"
        git submodule --quiet add -b lfs "$OLDPWD/origin" 'in ner'; git commit -qm inner; cd ..
        git init -q -b main outer; cd outer
        git submodule --quiet add "$OLDPWD/üb er" "lib ü"; git commit -qm outer
        """);
    sh(folder, setup);

    var report = run(order("t", folder.resolve("outer").toString(), Map.of("refName", "main")));

    assertThat(report.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
    assertThat(sh(workspace, "cat 'lib ü/in ner/src/l.bin'")).isEqualTo("large\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "git lfs install"})
  void credentials_reach_git_lfs(String setup) throws Exception {
    sh(
        folder,
        setup
            + "; git clone -q --bare origin served.git; cp -r origin/.git/lfs served.git"
            + "; cd served.git; git update-server-info");
    try (var server = new RepositoryServer(folder, "robot", "pa ss/wörd")) {
      var url = "http://" + server.host() + "/served.git";
      var report = run(order("t", url, Map.of("username", "robot", "password", "pa ss/wörd")));

      assertThat(report.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
      assertThat(workspace.resolve("src/l.bin")).hasContent("large\n");
      assertThat(String.join("\n", endpoint.log("t"))).doesNotContain("wörd", "w%C3%B6rd");
    }
  }

  @Test
  void large_files_that_are_not_there_are_a_third_partys_fault() throws Exception {
    sh(origin, "rm -r .git/lfs");

    var report = run(order("t", origin.toString(), Map.of()));

    assertThat(failure(report).kind()).isEqualTo(ErrorKind.THIRD_PARTY);
    assertThat(failure(report).message()).contains("git lfs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "git lfs install"})
  void missing_git_lfs_matters_only_to_a_repository_that_needs_it(String setup) throws Exception {
    sh(folder, setup);
    var bin = Files.createDirectories(folder.resolve("bin"));
    for (var program : new String[] {"git", "sh", "bash"}) {
      Files.createSymbolicLink(bin.resolve(program), Path.of("/usr/bin/" + program));
    }
    var environment = new HashMap<>(settings.environment());
    environment.put("PATH", bin.toString());
    settings = settings.withEnvironment(environment);

    run(
        order("plain", origin.toString(), Map.of("refName", "main", "localPath", "a")),
        order("needs", origin.toString(), Map.of("localPath", "b")),
        order("off", origin.toString(), Map.of("localPath", "c", "enableGitLfs", "false")));

    assertThat(endpoint.reports())
        .extracting(TaskReport::outcome)
        .containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.FAILED, TaskOutcome.SUCCEEDED);
    assertThat(failure(endpoint.reports().get(1)).message()).contains("git-lfs");
    assertThat(failure(endpoint.reports().get(1)).kind()).isEqualTo(ErrorKind.BUILD_MACHINE);
  }

  /** A checkout of the branch with large files, unless the inputs say otherwise. */
  private static Orders order(String taskId, String url, Map<String, String> inputs) {
    var all = new HashMap<>(Map.of("refName", "lfs"));
    all.putAll(inputs);
    return Orders.of(taskId, new TaskAction.Checkout(new Repository(url), all));
  }
}
