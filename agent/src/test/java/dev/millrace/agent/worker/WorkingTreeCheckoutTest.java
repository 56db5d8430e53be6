package dev.millrace.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.CheckoutSource.WorkingTree;
import dev.millrace.protocol.TaskAction;
import dev.millrace.protocol.TaskOutcome;
import dev.millrace.protocol.TaskReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WorkingTreeCheckoutTest extends CheckoutTestBase {
  @Test
  void a_working_tree_is_taken_as_it_is_now() throws Exception {
    sh(
        folder,
        """
        git config --global protocol.file.allow always
        git init -q -b main lib; cd lib; echo lib > l; git add .; git commit -qm lib; cd ..
        cd origin; git submodule --quiet add ../lib lib; git commit -qm sub
        echo changed > src/a; rm docs/d; echo 'new file' > 'with blank'; chmod 750 'with blank'
        ln -s src/a link; ln -s /nowhere broken; mkdir build; touch build/ignored
        echo dirty > lib/l
        """);

    var report =
        run(Orders.of("t", new TaskAction.Checkout(new WorkingTree(origin.toString()), Map.of())));

    assertThat(report.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
    assertThat(workspace.resolve("src/a")).hasContent("changed\n");
    assertThat(workspace.resolve("docs/d")).doesNotExist();
    assertThat(workspace.resolve("with blank")).hasContent("new file\n");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(workspace.resolve("with blank"))))
        .isEqualTo("rwxr-x---");
    assertThat(Files.readSymbolicLink(workspace.resolve("link"))).isEqualTo(Path.of("src/a"));
    assertThat(Files.isSymbolicLink(workspace.resolve("broken"))).isTrue();
    assertThat(workspace.resolve("build")).doesNotExist();
    assertThat(workspace.resolve("lib/l")).hasContent("dirty\n");
    assertThat(sh(workspace, "git rev-parse HEAD main; git status --short src docs"))
        .isEqualTo(sh(origin, "git rev-parse HEAD main; git status --short src docs"));
    assertThat(report.outputs()).containsEntry("BK_CI_GIT_REPO_REF", "main");
  }

  @Test
  void a_working_tree_replaces_what_an_earlier_build_left() throws Exception {
    Files.createDirectories(workspace);
    Files.writeString(workspace.resolve("old"), "old");

    checkoutTree(origin);

    assertThat(workspace.resolve("old")).doesNotExist();
    assertThat(workspace.resolve("src/a")).exists();
  }

  @Test
  void a_folder_that_is_no_repository_is_copied_whole() throws Exception {
    var plain = Files.createDirectories(folder.resolve("plain/deep"));
    Files.writeString(plain.resolve("file"), "x");
    Files.createSymbolicLink(plain.resolve("link"), Path.of("file"));

    checkoutTree(folder.resolve("plain"));

    assertThat(workspace.resolve("deep/file")).hasContent("x");
    assertThat(Files.readSymbolicLink(workspace.resolve("deep/link"))).isEqualTo(Path.of("file"));
  }

  @Test
  void a_workspace_inside_the_sources_is_not_copied_into_itself() throws Exception {
    workspace = origin.resolve("ws");
    endpoint = endpoint(workspace.toString(), Duration.ofHours(1));

    checkoutTree(origin);

    assertThat(workspace.resolve("src/a")).exists();
    assertThat(workspace.resolve("ws")).doesNotExist();
  }

  @Test
  void sources_are_never_cleared_to_make_room_for_themselves() throws Exception {
    workspace = folder;
    endpoint = endpoint(workspace.toString(), Duration.ofHours(1));

    var report = checkoutTree(origin);

    assertThat(report.outcome()).isEqualTo(TaskOutcome.FAILED);
    assertThat(origin.resolve("src/a")).exists();
  }

  @Test
  void a_folder_in_a_repository_comes_without_what_the_repository_ignores() throws Exception {
    sh(
        origin,
        """
        mkdir -p src/build src/deep; echo new > src/deep/new; touch src/build/big
        rm -f src/a; echo again > src/a; echo '*.tmp' > src/.gitignore; touch src/x.tmp
        """);

    var report = checkoutTree(origin.resolve("src"));

    assertThat(sh(workspace, "find . -type f | LC_ALL=C sort"))
        .isEqualTo("./.gitignore\n./a\n./deep/new\n");
    assertThat(workspace.resolve("a")).hasContent("again\n");
    assertThat(endpoint.log("t"))
        .anyMatch(line -> line.contains("a part of the git repository " + origin));
    assertThat(report.outputs())
        .containsEntry("BK_CI_GIT_REPO_HEAD_COMMIT_ID", sh(origin, "git rev-parse main").strip())
        .containsEntry("BK_CI_GIT_REPO_REF", "main");
  }

  @Test
  void a_folder_that_the_repository_around_it_ignores_is_copied_whole() throws Exception {
    sh(origin, "mkdir -p build/project; echo x > build/project/file");

    checkoutTree(origin.resolve("build/project"));

    assertThat(workspace.resolve("file")).hasContent("x\n");
  }

  @Test
  void a_repository_that_git_refuses_to_read_is_not_copied_whole_instead() throws Exception {
    sh(origin, "mkdir -p src/build; touch src/build/big; echo '[broken' > .git/config");

    var report = checkoutTree(origin.resolve("src"));

    assertThat(report.outcome()).isEqualTo(TaskOutcome.FAILED);
    assertThat(String.join("\n", endpoint.log("t"))).contains("bad config");
    assertThat(workspace.resolve("build/big")).doesNotExist();
  }

  @Test
  void a_repository_without_a_commit_comes_with_its_branch() throws Exception {
    var young = Files.createDirectories(folder.resolve("young"));
    sh(young, "git init -q -b trunk .; echo 'ignored' > .gitignore; touch staged ignored new");
    sh(young, "git add staged; mkdir in; touch in/side");

    run(
        tree("whole", young, Map.of("localPath", "whole")),
        tree("part", young.resolve("in"), Map.of("localPath", "part")),
        Orders.script("git", "cd whole; git symbolic-ref HEAD; git status --short; ls ../part"));

    assertThat(endpoint.log("git"))
        .containsExactly(
            "o refs/heads/trunk",
            "o ?? .gitignore",
            "o ?? in/",
            "o ?? new",
            "o ?? staged",
            "o side");
  }

  @Test
  void names_of_files_may_be_any_bytes() throws Exception {
    sh(
        origin,
        """
        cd src; rm a
        echo 1 > 'with blank'; echo 2 > $'with\\nline'; echo 3 > $'no \\xff\\xfe text'
        echo 4 > 'grün'; mkdir $'d\\xe9'; echo 5 > $'d\\xe9/in it'; echo 6 > -n; echo 7 > '%41'
        git add .; rm 'with blank'; git rm -q --cached -- -n
        (cd $'d\\xe9'; git init -q -b x inner; cd inner; echo 8 > nested)
        """);
    var list =
        "find . -name .git -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum -z"
            + " | od -An -tx1";

    run(
        tree("whole", origin, Map.of("localPath", "whole")),
        tree("part", origin.resolve("src"), Map.of("localPath", "part")));

    var expected = sh(origin.resolve("src"), list);
    assertThat(expected.lines().count()).isGreaterThan(10);
    assertThat(sh(workspace.resolve("whole/src"), list)).isEqualTo(expected);
    assertThat(sh(workspace.resolve("part"), list)).isEqualTo(expected);
  }

  @Test
  void a_link_in_the_place_of_a_folder_is_copied_and_not_followed() throws Exception {
    var outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("a"), "precious");
    // git still tracks src/a, which now seems to exist behind the link.
    sh(origin, "rm -r src; ln -s '%s' src; rm -r docs; echo file > docs".formatted(outside));

    var report = checkoutTree(origin);

    assertThat(report.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
    assertThat(Files.readSymbolicLink(workspace.resolve("src"))).isEqualTo(outside);
    assertThat(outside.resolve("a")).hasContent("precious");
    assertThat(workspace.resolve("docs")).hasContent("file\n");
  }

  @Test
  void what_a_kept_workspace_has_in_the_way_is_replaced_and_never_written_through()
      throws Exception {
    var outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("a"), "precious");
    Files.createDirectories(workspace.resolve(".gitignore/not/empty"));
    Files.createSymbolicLink(workspace.resolve("src"), outside);
    Files.createDirectories(workspace.resolve("docs"));
    Files.createSymbolicLink(workspace.resolve("docs/d"), outside.resolve("a"));
    Files.writeString(workspace.resolve("kept"), "kept");

    run(tree("t", origin, Map.of("strategy", "INCREMENT_UPDATE")));

    assertThat(workspace.resolve("src/a")).hasContent("two\n");
    assertThat(workspace.resolve("docs/d")).hasContent("doc\n");
    assertThat(workspace.resolve(".gitignore")).hasContent("build/\n");
    assertThat(workspace.resolve("kept")).exists();
    assertThat(outside.resolve("a")).hasContent("precious");
  }

  @Test
  void a_kept_workspace_follows_the_commits_of_the_original() throws Exception {
    run(
        tree("first", origin, Map.of()),
        Orders.script(
            "commit", "cd '%s'; echo 3 > src/a; git commit -qam newest".formatted(origin)),
        tree("second", origin, Map.of("strategy", "INCREMENT_UPDATE")),
        Orders.script("look", "git log -1 --format=%s; git status --short"));

    assertThat(endpoint.log("look")).containsExactly("o newest");
  }

  @Test
  void what_workers_keep_inside_the_sources_is_no_part_of_them() throws Exception {
    var state = origin.resolve("state");
    var other = Files.createDirectories(state.resolve("workspaces/other"));
    Files.writeString(other.resolve("huge"), "x");
    sh(other, "git init -q -b x .");
    workspace = state.resolve("workspaces/mine");
    settings =
        settingsIn(state.resolve("workspaces"), Files.createDirectories(state.resolve("tmp")));
    endpoint = endpoint(workspace.toString(), Duration.ofHours(1));

    run(
        tree("git", origin, Map.of("localPath", "git")),
        tree("part", state, Map.of("localPath", "part")));

    assertThat(workspace.resolve("git/src/a")).exists();
    assertThat(sh(workspace, "find . -name huge -o -name mine -o -name tmp")).isEmpty();
  }

  @Test
  void a_state_folder_inside_a_git_repository_is_no_part_of_the_sources() throws Exception {
    stateIn(origin.resolve("deep/state"));

    run(
        tree("git", origin, Map.of("localPath", "git")),
        tree("part", origin.resolve("deep"), Map.of("localPath", "part")),
        Orders.script("look", "cd git; git status --short; find . -name 'state*' -o -name huge"));

    assertThat(workspace.resolve("git/deep/beside")).exists();
    assertThat(sh(workspace.resolve("part"), "find . | LC_ALL=C sort")).isEqualTo(".\n./beside\n");
    assertThat(endpoint.log("look")).containsExactly("o ?? deep/");
  }

  @Test
  void a_state_folder_inside_a_plain_folder_is_no_part_of_the_sources() throws Exception {
    var plain = folder.resolve("plain");
    stateIn(plain.resolve("deep/state"));

    checkoutTree(plain);

    assertThat(sh(workspace, "find . | LC_ALL=C sort")).isEqualTo(".\n./deep\n./deep/beside\n");
  }

  @Test
  void a_state_folder_reached_by_a_link_is_no_part_of_the_sources_either() throws Exception {
    var plain = folder.resolve("plain");
    stateIn(plain.resolve("deep/state"));
    Files.createSymbolicLink(folder.resolve("to-plain"), plain);
    Files.createSymbolicLink(plain.resolve("to-state"), plain.resolve("deep/state"));
    Files.createSymbolicLink(plain.resolve("other"), plain.resolve("deep"));
    settings = settings.withKeptOut(List.of(folder.resolve("to-plain/to-state")));

    checkoutTree(folder.resolve("to-plain"));

    assertThat(sh(workspace, "find . | LC_ALL=C sort"))
        .isEqualTo(".\n./deep\n./deep/beside\n./other\n");
  }

  @Test
  void sources_inside_a_state_folder_are_taken_nevertheless() throws Exception {
    settings = settings.withKeptOut(List.of(folder, origin));

    checkoutTree(origin);

    assertThat(workspace.resolve("src/a")).hasContent("two\n");
  }

  /** As it is while a build runs: something is in it, workers and workspaces are elsewhere. */
  private void stateIn(Path state) throws Exception {
    Files.createDirectories(state.resolve("builds/1"));
    Files.writeString(state.resolve("builds/1/huge"), "x");
    Files.writeString(state.resolveSibling("beside"), "x");
    sh(
        state.resolve("builds/1"),
        "mkdir repository; cd repository; git init -q -b x .; touch huge");
    settings = settings.withKeptOut(List.of(state));
  }

  @Test
  void a_workspace_inside_a_plain_folder_is_not_copied_into_itself() throws Exception {
    var plain = Files.createDirectories(folder.resolve("plain"));
    Files.writeString(plain.resolve("file"), "x");
    workspace = plain.resolve("state/workspaces/mine");
    settings = settingsIn(plain.resolve("state/workspaces"), folder);
    endpoint = endpoint(workspace.toString(), Duration.ofHours(1));

    checkoutTree(plain);

    assertThat(sh(workspace, "find . | LC_ALL=C sort")).isEqualTo(".\n./file\n./state\n");
  }

  @Test
  void sources_reach_a_workspace_on_another_file_system_than_the_temporary_folder()
      throws Exception {
    var shared = Files.createTempDirectory(Path.of("/dev/shm"), "millrace-test-");
    try {
      settings = settingsIn(settings.workspaceRoot(), shared);

      var report = checkoutTree(origin);

      assertThat(report.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
      assertThat(sh(workspace, "git status --short; git log -1 --format=%s")).isEqualTo("second\n");
    } finally {
      sh(Path.of("/"), "rm -r '%s'".formatted(shared));
    }
  }

  @Test
  void a_complaint_of_git_is_not_taken_for_the_name_of_a_file() throws Exception {
    // On every call this git says something on stderr.
    var bin = Files.createDirectories(folder.resolve("bin"));
    Files.writeString(
        bin.resolve("git"),
        "#!/bin/sh\nprintf 'warning: beware\\n' >&2\nexec /usr/bin/git \"$@\"\n");
    Files.setPosixFilePermissions(bin.resolve("git"), PosixFilePermissions.fromString("rwxr-xr-x"));
    var environment = new HashMap<>(settings.environment());
    environment.put("PATH", bin + ":/usr/bin:/bin");
    settings = settings.withEnvironment(environment);

    var report = checkoutTree(origin);

    assertThat(sh(workspace, "/usr/bin/git status --short")).isEmpty();
    assertThat(report.outputs()).containsEntry("BK_CI_GIT_REPO_REF", "main");
  }

  private static Orders tree(String taskId, Path source, Map<String, String> inputs) {
    return Orders.of(taskId, new TaskAction.Checkout(new WorkingTree(source.toString()), inputs));
  }

  private WorkerSettings settingsIn(Path root, Path temporary) {
    return new WorkerSettings(
        root,
        temporary,
        settings.environment(),
        settings.killGrace(),
        settings.patience(),
        settings.spoolMaxBytes(),
        settings.keptOut(),
        settings.language());
  }

  private TaskReport checkoutTree(Path source) {
    return run(
        Orders.of("t", new TaskAction.Checkout(new WorkingTree(source.toString()), Map.of())));
  }
}
