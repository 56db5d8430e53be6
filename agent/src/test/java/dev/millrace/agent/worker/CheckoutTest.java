package dev.millrace.agent.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.CheckoutSource.Repository;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.ErrorKind;
import dev.millrace.protocol.TaskAction;
import dev.millrace.protocol.TaskOutcome;
import dev.millrace.protocol.TaskReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class CheckoutTest extends CheckoutTestBase {
  @Test
  void a_branch_is_checked_out_with_its_history_and_described() throws Exception {
    var report = checkout(Map.of("refName", "side"));

    assertThat(report.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
    assertThat(workspace.resolve("src/b")).hasContent("side\n");
    assertThat(sh(workspace, "git rev-parse --abbrev-ref HEAD; git rev-list --count HEAD"))
        .isEqualTo("side\n3\n");
    var commit = sh(origin, "git rev-parse side").strip();
    assertThat(report.outputs())
        .containsEntry("BK_CI_GIT_REPO_HEAD_COMMIT_ID", commit)
        .containsEntry("BK_CI_GIT_REPO_HEAD_COMMIT_AUTHOR", "Ada")
        .containsEntry("BK_CI_GIT_REPO_HEAD_COMMIT_COMMENT", "third\nwith a body")
        .containsEntry("BK_CI_GIT_REPO_REF", "side");
    assertThat(report.variables()).containsEntry("BK_CI_GIT_REPO_URL", origin.toString());
  }

  @Test
  void without_a_ref_the_default_branch_is_taken() {
    checkout(Map.of());

    assertThat(workspace.resolve("src/a")).hasContent("two\n");
  }

  @Test
  void a_tag_and_a_commit_are_checked_out_detached() throws Exception {
    var first = sh(origin, "git rev-parse v1").strip();

    run(
        order("tag", Map.of("pullType", "TAG", "refName", "v1", "localPath", "tag")),
        order("commit", Map.of("pullType", "COMMIT_ID", "refName", first, "localPath", "x/c")));

    assertThat(workspace.resolve("tag/src/a")).hasContent("one\n");
    assertThat(workspace.resolve("x/c/src/a")).hasContent("one\n");
  }

  @Test
  void a_depth_limits_the_history_and_can_be_lifted() throws Exception {
    var url = "file://" + origin;
    run(
        Orders.of(
            "shallow",
            new TaskAction.Checkout(
                new Repository(url), Map.of("refName", "side", "fetchDepth", "1"))),
        Orders.script("count", "git rev-list --count HEAD"),
        Orders.of("deep", new TaskAction.Checkout(new Repository(url), Map.of("refName", "side"))));

    assertThat(endpoint.log("count")).containsExactly("o 1");
    assertThat(sh(workspace, "git rev-list --count HEAD")).isEqualTo("3\n");
  }

  @ParameterizedTest
  @CsvSource({
    "REVERT_UPDATE, two, false, false",
    "FRESH_CHECKOUT, two, false, false",
    "INCREMENT_UPDATE, two, true, true"
  })
  void a_strategy_says_what_stays_in_the_workspace(
      String strategy, String tracked, boolean untrackedStays, boolean ignoredStays) {
    run(
        order("first", Map.of("refName", "main")),
        Orders.script("dirt", "touch untracked; mkdir build; touch build/x .git/index.lock"),
        order("second", Map.of("refName", "main", "strategy", strategy)));

    assertThat(endpoint.reports().getLast().outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
    assertThat(workspace.resolve("src/a")).hasContent(tracked);
    assertThat(Files.exists(workspace.resolve("untracked"))).isEqualTo(untrackedStays);
    assertThat(Files.exists(workspace.resolve("build/x"))).isEqualTo(ignoredStays);
  }

  @Test
  void changes_are_reverted_and_a_moved_branch_is_followed() throws Exception {
    run(order("first", Map.of("refName", "main")));
    Files.writeString(workspace.resolve("src/a"), "changed");
    sh(origin, "git reset -q --hard v1; echo other > src/a; git commit -qam other");
    endpoint = endpoint(workspace.toString(), java.time.Duration.ofHours(1));

    run(order("second", Map.of("refName", "main")));

    assertThat(workspace.resolve("src/a")).hasContent("other\n");
  }

  @Test
  void only_the_included_paths_appear() {
    checkout(Map.of("refName", "side", "includePath", "src/*", "excludePath", "src/b"));

    assertThat(workspace.resolve("src/a")).exists();
    assertThat(workspace.resolve("src/b")).doesNotExist();
    assertThat(workspace.resolve("docs")).doesNotExist();
  }

  @Test
  void submodules_come_along_unless_told_otherwise() throws Exception {
    sh(
        folder,
        """
        git config --global protocol.file.allow always
        git init -q -b main lib; cd lib; echo lib > l; git add .; git commit -qm lib; cd ..
        cd origin; git submodule --quiet add ../lib lib; git commit -qm sub
        """);

    run(
        order("with", Map.of("refName", "main", "localPath", "with")),
        order(
            "without",
            Map.of("refName", "main", "localPath", "without", "enableSubmodule", "false")));

    assertThat(workspace.resolve("with/lib/l")).hasContent("lib\n");
    assertThat(workspace.resolve("without/lib")).isEmptyDirectory();
  }

  @Test
  void credentials_reach_git_and_nobody_else() throws Exception {
    sh(folder, "git clone -q --bare origin served.git; cd served.git; git update-server-info");
    try (var server = new RepositoryServer(folder, "robot", "pa ss/wörd")) {
      fetch_with_credentials(server.host());
    }
  }

  private void fetch_with_credentials(String host) throws IOException {
    var good = Map.of("refName", "main", "username", "robot", "password", "pa ss/wörd");
    var once = new HashMap<>(good);
    once.putAll(Map.of("persistCredentials", "false", "localPath", "once"));
    var inUrl =
        new TaskAction.Checkout(
            new Repository("http://robot:pa%20ss%2Fw%C3%B6rd@" + host + "/served.git"),
            Map.of("refName", "main", "localPath", "inUrl"));
    run(
        served(host, "kept", good),
        Orders.script("again", "git fetch -q && env && cat .git/config"),
        served(host, "once", once),
        Orders.script("refused", "cd once && git fetch -q"),
        Orders.of("inUrl", inUrl),
        served(host, "nobody", Map.of("refName", "main", "localPath", "n")));

    assertThat(endpoint.reports())
        .extracting(TaskReport::outcome)
        .containsExactly(
            TaskOutcome.SUCCEEDED,
            TaskOutcome.SUCCEEDED,
            TaskOutcome.SUCCEEDED,
            TaskOutcome.FAILED,
            TaskOutcome.SUCCEEDED,
            TaskOutcome.FAILED);
    for (var task : new String[] {"kept", "again", "once", "refused", "inUrl", "nobody"}) {
      assertThat(String.join("\n", endpoint.log(task))).doesNotContain("wörd", "pa%20ss");
    }
    assertThat(String.join("\n", endpoint.log("again"))).doesNotContain("MILLRACE_GIT", "******");
    try (var files = Files.walk(workspace)) {
      assertThat(files.filter(Files::isRegularFile))
          .noneMatch(file -> contains(file, "wörd") || contains(file, "w%C3%B6rd"));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, SUCCEEDED", "0, FAILED", "none, FAILED"})
  void settings_of_gits_environment_are_heeded(String count, TaskOutcome outcome) {
    var environment = new HashMap<>(settings.environment());
    environment.put("GIT_CONFIG_COUNT", count);
    environment.put("GIT_CONFIG_KEY_0", "url." + origin + ".insteadOf");
    environment.put("GIT_CONFIG_VALUE_0", "http://127.0.0.1:1/");
    settings = settings.withEnvironment(environment);
    var source = new Repository("http://user@127.0.0.1:1/");

    var report = run(Orders.of("t", new TaskAction.Checkout(source, Map.of("refName", "main"))));

    assertThat(report.outcome()).isEqualTo(outcome);
  }

  @Test
  void a_repository_that_is_not_there_is_a_third_partys_fault() {
    var report =
        run(
            Orders.of(
                "t",
                new TaskAction.Checkout(
                    new Repository(folder.resolve("nowhere").toString()),
                    Map.of("refName", "main"))));

    assertThat(failure(report).kind()).isEqualTo(ErrorKind.THIRD_PARTY);
    assertThat(failure(report).message()).contains("git fetch");
  }

  @ParameterizedTest
  @CsvSource({
    "pullType, BRUNCH, BRANCH",
    "fetchDepth, deep, number",
    "enableSubmodule, maybe, true or false",
    "localPath, ../out, inside the workspace",
    "refName, --upload-pack=x, branch",
    "autoCrlf, perhaps, input",
  })
  void an_input_that_can_not_be_is_named(String name, String value, String expectation) {
    var report = checkout(Map.of(name, value));

    assertThat(failure(report).code()).isEqualTo(ErrorCodes.TASK_INPUT_INVALID);
    assertThat(failure(report).message()).contains(name).contains(value).contains(expectation);
  }

  @Test
  void inputs_nobody_heeds_are_named() {
    checkout(Map.of("refName", "main", "enableVirtualMergeBranch", "true", "authType", "EMPTY"));

    assertThat(endpoint.log("t"))
        .contains("p ##[warning]input enableVirtualMergeBranch is not supported yet: ignored")
        .noneMatch(line -> line.contains("authType"));
  }

  private TaskReport checkout(Map<String, String> inputs) {
    return run(order("t", inputs));
  }

  private Orders order(String taskId, Map<String, String> inputs) {
    return Orders.of(taskId, new TaskAction.Checkout(new Repository(origin.toString()), inputs));
  }

  private static Orders served(String host, String taskId, Map<String, String> inputs) {
    return Orders.of(
        taskId, new TaskAction.Checkout(new Repository("http://" + host + "/served.git"), inputs));
  }

  private static boolean contains(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), UTF_8).contains(text);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
