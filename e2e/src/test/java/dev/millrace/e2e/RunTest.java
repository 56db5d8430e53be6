package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  @TempDir Path state;
  @TempDir Path folder;

  private Millrace millrace() {
    return new Millrace(state, folder);
  }

  private void pipeline(String text) throws IOException {
    Files.writeString(folder.resolve("pipeline.yml"), text);
  }

  @Test
  void a_failed_build_ends_with_1_and_says_how_to_go_on() throws IOException {
    pipeline("{version: v3.0, steps: [{name: break, run: echo the reason; exit 4}]}");

    Millrace.End end = millrace().run("run", "pipeline.yml");

    assertThat(end.exitCode()).isEqualTo(1);
    assertThat(end.output())
        .contains("  │ the reason", "exit code 4", "millrace run pipeline.yml --from-failed");
  }

  @Test
  void a_mistake_in_the_file_ends_with_2_and_shows_the_place() throws IOException {
    pipeline("version: v3.0\nstages:\n  - jbos: {}\n");

    Millrace.End end = millrace().run("run", "pipeline.yml");

    assertThat(end.exitCode()).isEqualTo(2);
    assertThat(end.output())
        .contains("pipeline.yml:3:5", "unknown-key", "3 |   - jbos: {}", "jobs");
    assertThat(state.resolve("builds")).doesNotExist();
  }

  @Test
  void a_locked_pipeline_is_refused_with_that_reason_and_leaves_nothing() throws IOException {
    Files.writeString(
        folder.resolve("locked.json"),
        """
        {"model": {"name": "m", "stages": [
          {"containers": [{"@type": "trigger", "elements": []}]},
          {"containers": [{"@type": "vmBuild", "jobId": "a",
            "elements": [{"@type": "linuxScript", "name": "say", "script": "echo built"}]}]}]},
         "setting": {"runLockType": "LOCK"}}
        """);

    Millrace.End end = millrace().run("run", "locked.json");

    assertThat(end.exitCode()).as(end.output()).isEqualTo(2);
    assertThat(end.output()).contains("the pipeline is disabled");
    assertThat(state.resolve("builds")).doesNotExist();
  }

  @Test
  void a_build_has_the_name_and_the_version_its_pipeline_wants() throws IOException {
    pipeline(
        """
        version: v3.0
        custom-build-num: 'r-${{BK_CI_BUILD_NUM}}'
        recommended-version:
          enabled: true
          major: 1
          minor: 2
          fix: 3
          build-no: {initial-value: 7, strategy: invariable}
        steps:
          - run: echo ${BK_CI_BUILD_NUM_ALIAS} ${BK_CI_MINOR_VERSION}.${BK_CI_BUILD_NO}
        """);

    Millrace.End end = millrace().run("run", "pipeline.yml");

    assertThat(end.exitCode()).as(end.output()).isZero();
    assertThat(end.output()).contains("r-1 2.7");
  }

  @Test
  void a_model_in_json_runs_and_its_mistakes_are_shown_by_every_command() throws IOException {
    String model =
        """
        {"model": {"name": "m", "stages": [
          {"containers": [{"@type": "trigger", "elements": []}]},
          {"containers": [{"@type": "vmBuild", "jobId": "a",
            "jobControlOption": {"timeout": 20000%s},
            "elements": [{"@type": "linuxScript", "name": "say", "script": "echo built"}]}]}]}}
        """;
    Files.writeString(folder.resolve("good.json"), model.formatted(""));
    Files.writeString(folder.resolve("bad.json"), model.formatted(", \"dependOnName\": \"b\""));

    Millrace.End good = millrace().run("run", "good.json");
    List<Millrace.End> bad =
        List.of(
            millrace().run("run", "bad.json"),
            millrace().run("pipeline", "validate", "bad.json"),
            millrace().run("pipeline", "explain", "bad.json"),
            millrace().run("pipeline", "convert", "bad.json", "--to", "yaml"));

    assertThat(good.exitCode()).as(good.output()).isZero();
    assertThat(good.output()).contains("number-out-of-range", "built");
    assertThat(bad)
        .allSatisfy(end -> {
          assertThat(end.exitCode()).isEqualTo(2);
          assertThat(end.output()).contains("bad.json:4:60", "unknown-job", "number-out-of-range");
        });
  }

  @Test
  void a_missing_file_an_unknown_variable_and_an_unknown_option_end_with_2() throws IOException {
    pipeline("{version: v3.0, steps: [{run: exit 0}]}");

    List<Integer> codes =
        List.of(
            millrace().run("run", "missing.yml").exitCode(),
            millrace().run("run", "pipeline.yml", "-v", "nobody=1").exitCode(),
            millrace().run("run", "pipeline.yml", "--jbo", "x").exitCode(),
            millrace().run("rnu", "pipeline.yml").exitCode());

    assertThat(codes).containsOnly(2);
  }

  @Test
  void a_state_folder_that_can_not_be_made_is_our_fault_and_ends_with_3() throws IOException {
    pipeline("{version: v3.0, steps: [{run: exit 0}]}");
    Path file = Files.createFile(folder.resolve("file"));

    Millrace.End end = new Millrace(file.resolve("state"), folder).run("run", "pipeline.yml");

    assertThat(end.exitCode()).as(end.output()).isEqualTo(3);
  }

  @Test
  void a_value_given_reaches_the_script() throws IOException {
    pipeline(
        "{version: v3.0, variables: {who: nobody}, steps: [{run: 'echo \"hi ${{ variables.who }}\"'}]}");

    Millrace.End end = millrace().run("run", "pipeline.yml", "-v", "who=Ada Lovelace");

    assertThat(end.lines()).contains("job1 › run | hi Ada Lovelace");
  }

  @Test
  void only_the_job_wanted_runs() throws IOException {
    pipeline(
        "{version: v3.0, jobs: {one: {steps: [{run: echo 1}]}, two: {steps: [{run: echo 2}]}}}");

    Millrace.End end = millrace().run("run", "pipeline.yml", "--job", "two");

    assertThat(end.lines()).contains("two › run | 2").doesNotContain("one › run | 1");
  }

  @Test
  void json_is_one_event_a_line_from_begin_to_end() throws IOException {
    pipeline("{version: v3.0, steps: [{run: echo \"a \\\"quoted\\\" line\"}]}");

    Millrace.End end = millrace().run("run", "pipeline.yml", "--json");

    assertThat(end.lines()).allMatch(line -> line.startsWith("{\"") && line.endsWith("}"));
    assertThat(end.lines().getFirst()).contains("\"event\":\"build\"");
    assertThat(end.lines().getLast()).contains("\"event\":\"end\"", "\"status\":\"SUCCEED\"");
  }

  @Test
  void runs_at_the_same_time_in_one_state_folder_don_t_disturb_each_other() throws IOException {
    pipeline("{version: v3.0, steps: [{run: 'for i in 1 2 3; do echo $i; done'}]}");

    List<Millrace.Started> started =
        IntStream.range(0, 4).mapToObj(_ -> millrace().started("run", "pipeline.yml")).toList();
    List<Millrace.End> ends = started.stream().map(Millrace.Started::end).toList();

    assertThat(ends).allSatisfy(end -> assertThat(end.exitCode()).as(end.output()).isZero());
    assertThat(millrace().run("build", "list").lines()).hasSize(4);
  }

  @Test
  void a_state_folder_inside_the_sources_is_not_checked_out() throws IOException {
    pipeline("{version: v3.0, steps: [{checkout: self}, {run: 'find . -type f | sort'}]}");
    var millrace = new Millrace(folder.resolve("state"), folder);
    var _ = millrace.run("run", "pipeline.yml", "--keep-workspace");

    Millrace.End end = millrace.run("run", "pipeline.yml");

    assertThat(end.lines()).filteredOn(line -> line.contains("| ./")).containsExactly(FOUND);
  }

  @Test
  void builds_are_not_checked_out_where_the_state_folder_is_the_sources() throws IOException {
    pipeline(
        "{version: v3.0, steps: [{checkout: self}, {run: 'find . -path ./builds -o -name pip*'}]}");
    var millrace = new Millrace(folder, folder);
    var _ = millrace.run("run", "pipeline.yml", "--keep-workspace");

    Millrace.End end = millrace.run("run", "pipeline.yml");

    assertThat(end.lines()).filteredOn(line -> line.contains("| ./")).containsExactly(FOUND);
  }

  private static final String FOUND = "job1 › run | ./pipeline.yml";

  @Test
  void a_reader_that_goes_away_is_no_error_of_the_build() throws IOException {
    pipeline("{version: v3.0, steps: [{run: seq 1 100000}]}");

    Millrace.Started started = millrace().started("run", "pipeline.yml").awaitOutput("| 1");
    started.process().getInputStream().close();
    started.process().onExit().join();

    assertThat(millrace().run("build", "show").output()).contains("succeeded");
  }

  @Test
  void on_a_terminal_the_tree_is_drawn_and_the_terminal_given_back() throws IOException {
    pipeline("{version: v3.0, name: 构建, steps: [{name: speak, run: echo hello}]}");

    Millrace.End end = millrace().onTerminal("run", "pipeline.yml").end();

    assertThat(end.exitCode()).as(end.output()).isZero();
    assertThat(end.output()).contains("\033[?2026h", "构建", "hello").contains("\033[?25h");
    assertThat(end.output().lastIndexOf("\033[?25l"))
        .isLessThan(end.output().lastIndexOf("\033[?25h"));
  }

  @Test
  void all_that_is_said_is_chinese_where_asked_for_and_only_that() throws IOException {
    pipeline(
        """
        version: v3.0
        name: 失败
        jobs:
          ends:
            name: 脚本
            steps: [{name: 结束, run: "setEnv 1 x; echo printed by the author; exit 4"}]
          lacks:
            name: 解释器
            steps: [{name: 缺少, run: "#!/usr/bin/env no-such-program"}]
          leaves:
            name: 检出
            steps: [{name: 越界, checkout: self, with: {localPath: ../outside}}]
        """);

    Millrace.End end = millrace().run("run", "pipeline.yml", "--lang", "zh-CN");

    assertThat(end.exitCode()).isEqualTo(1);
    assertThat(end.output())
        .contains("不能作为名称", "脚本以退出码 4 结束", "找不到程序 no-such-program", "应为工作目录内的路径")
        .contains("printed by the author");
    assertThat(withoutQuotations(end.output()))
        .doesNotContainPattern("[A-Za-z']{2,}[ ,;:]+[a-z']{2,}");
  }

  @Test
  void what_scripts_are_told_of_a_failure_is_english_whoever_reads() throws IOException {
    pipeline(
        """
        version: v3.0
        name: said
        syntax-dialect: CONSTRAINT
        stages:
          - jobs:
              one:
                steps:
                  - {id: bad, run: exit 4, continue-on-error: true}
                  - run: echo "told ${{ steps.bad.error_message }}"
        """);

    Millrace.End end = millrace().run("run", "pipeline.yml", "--lang", "zh-CN");

    assertThat(end.output()).contains("told the script ended with exit code 4", "脚本以退出码 4 结束");
  }

  /** Without what is no language: keys and code, commands to type, what the author printed. */
  private static String withoutQuotations(String output) {
    return output
        .replaceAll("`[^`]*`", "")
        .replaceAll("(?m)millrace (run|build) .*$", "")
        .replace("printed by the author", "");
  }
}
