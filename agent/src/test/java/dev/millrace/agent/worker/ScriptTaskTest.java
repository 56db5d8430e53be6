package dev.millrace.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.ErrorKind;
import dev.millrace.protocol.TaskAction;
import dev.millrace.protocol.TaskOutcome;
import dev.millrace.testkit.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ScriptTaskTest extends WorkerTestBase {
  @ParameterizedTest
  @CsvSource({
    "auto, 'echo ${BASH_VERSION:+bash}', bash",
    "bash, 'echo ${BASH_VERSION:+bash}', bash",
    "sh, 'echo shell', shell",
    "python, 'import sys; print(\"python\", sys.version_info[0])', python 3",
    "auto, '#!/bin/dash\necho \"dash${BASH_VERSION}\"', dash",
    "auto, '#!/usr/bin/env bash\necho ${BASH_VERSION:+bash}', bash",
    "auto, '#!/bin/bash -u\necho ${BASH_VERSION:+bash}; echo $NOT_SET || :', bash",
    "auto, '#!/usr/bin/env python3\nprint(\"python\")', python",
  })
  void a_script_runs_in_the_shell_it_asks_for(String shell, String script, String printed) {
    run(Orders.script("t", shell, script));

    assertThat(endpoint.log("t")).first().isEqualTo("o " + printed);
  }

  @Test
  void a_script_sees_its_variables_and_the_predefined_ones() {
    run(
        Orders.script(
                "t",
                """
                pwd; echo "$WORKSPACE|$BUILD_ID|$VM_SEQ_ID|$PROJECT_ID|$BK_CI_BUILD_TASK_ID"
                echo "$MINE|$FROM_JOB|$FROM_TASK|$QUOTED"
                env | grep -c '^ci[.]' || true
                test -f "$DEVOPS_BUILD_SCRIPT_FILE" && test "$0" = "$DEVOPS_BUILD_SCRIPT_FILE"
                """)
            .with("MINE", "a  b")
            .with("ci.build_id", "x")
            .with("BK_CI_PROJECT_NAME", "demo")
            .with("QUOTED", "it's $HOME `x` \"y\"\nline 2")
            .withEnvironment("FROM_TASK", "task env"));

    assertThat(endpoint.log("t"))
        .containsExactly(
            "o " + workspace,
            "o " + workspace + "|b-1|job_a|demo|t",
            "o a  b|job env|task env|it's $HOME `x` \"y\"",
            "o line 2",
            "o 0");
  }

  @Test
  void a_script_stops_at_its_first_error_unless_told_otherwise() {
    var report =
        run(
            Orders.of("lax", new TaskAction.RunScript("bash", "false\necho on", true)),
            Orders.of("lax-end", new TaskAction.RunScript("bash", "true\n(exit 3)", true)),
            Orders.script("strict", "false\necho on"));

    assertThat(endpoint.reports().get(0).outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
    assertThat(endpoint.log("lax")).containsExactly("o on");
    assertThat(failure(endpoint.reports().get(1)).exitCode()).hasValue(3);
    assertThat(report.outcome()).isEqualTo(TaskOutcome.FAILED);
    assertThat(failure(report).kind()).isEqualTo(ErrorKind.USER);
    assertThat(failure(report).code()).isEqualTo(ErrorCodes.SCRIPT_FAILED);
    assertThat(failure(report).exitCode()).hasValue(1);
    assertThat(endpoint.log("strict"))
        .containsExactly("p ##[error]the script ended with exit code 1");
  }

  @Test
  void values_are_set_by_function_and_by_line() throws IOException {
    Files.createDirectories(workspace);
    Files.writeString(workspace.resolve("b-1-result.log"), "LEGACY=from file\nA B=odd name\n");
    Files.writeString(workspace.resolve("gatewayValueFile.ini"), "legacyGate=a=b\nnonsense\n");
    var report =
        run(
            Orders.script(
                "t",
                """
                setEnv PLAIN "a=b::c"
                setEnv MANY "one
                two = 2
                three"
                echo "now $PLAIN"
                setEnv 1bad x
                setGateValue coverage 80
                echo "::set-output name=path::C:\\dir::x%0Ay"
                echo '"::set-output name=quoted::q"'
                echo "::set-variable name=v::value" >&2
                echo "::set-gate-value name=bugs::0"
                echo "::set-remark all is well"
                echo "::set-output name=doc<<EOF"
                echo "first"
                echo "::set-output name=inside::not a command"
                echo ""
                echo "EOF"
                echo "::set-output name=odd<<EOF::kept as it was"
                """));

    assertThat(report.variables())
        .containsOnly(
            Map.entry("PLAIN", "a=b::c"),
            Map.entry("MANY", "one\ntwo = 2\nthree"),
            Map.entry("LEGACY", "from file"),
            Map.entry("variables.v", "value"),
            Map.entry("jobs.job_a.os", "LINUX"),
            Map.entry("A B", "odd name"));
    assertThat(report.outputs())
        .containsOnly(
            Map.entry("path", "C:\\dir::x%0Ay"),
            Map.entry("quoted", "q"),
            Map.entry("doc", "first\n::set-output name=inside::not a command\n"),
            Map.entry("odd<<EOF", "kept as it was"));
    assertThat(report.gateValues())
        .containsOnly(
            Map.entry("coverage", "80"), Map.entry("bugs", "0"), Map.entry("legacyGate", "a=b"));
    assertThat(report.remark()).contains("all is well");
    assertThat(endpoint.log("t")).contains("o now a=b::c", "o ::set-variable name=v::value");
    assertThat(workspace.resolve("b-1-result.log")).doesNotExist();
    assertThat(workspace.resolve("gatewayValueFile.ini")).doesNotExist();
  }

  @Test
  void values_that_break_a_rule_are_dropped_with_a_warning() {
    var report =
        run(
            Orders.script(
                    "t",
                    """
                    setEnv BIG "$(printf '%04001d' 0)"
                    setEnv FITS "$(printf '%04000d' 0)"
                    setEnv LEAK "x-$TOKEN-x"
                    echo "::set-output name=leak::$TOKEN"
                    echo "::set-output name=open<<EOF"
                    echo "never closed"
                    """)
                .withSecret("TOKEN", "t0ps3cret"));

    assertThat(report.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
    assertThat(report.variables()).containsOnlyKeys("FITS", "jobs.job_a.os");
    assertThat(report.outputs()).isEmpty();
    assertThat(String.join("\n", endpoint.log("t")))
        .contains("p ##[warning]value of BIG has 4001 characters, over 4000: it is dropped")
        .contains("p ##[warning]value of LEAK is dropped: it contains a secret")
        .contains("p ##[warning]value of leak is dropped: it contains a secret")
        .contains("p ##[warning]value of open is dropped: no line 'EOF' closed it")
        .contains("o ::set-output name=leak::******")
        .doesNotContain("t0ps3cret");
  }

  @Test
  void values_that_break_a_hard_rule_fail_the_task() {
    run(
        Orders.script("big", "setEnv BIG \"$(printf '%04001d' 0)\"").failingOnInvalidVariables(),
        Orders.script("read-only", "setEnv FIXED 2").withReadOnly("FIXED", "1"),
        Orders.script("name", "echo '::set-output name=ü::1'").inConstraintDialect());

    assertThat(endpoint.reports())
        .allMatch(report -> report.outcome() == TaskOutcome.FAILED)
        .allMatch(report -> failure(report).code() == ErrorCodes.TASK_INPUT_INVALID);
    assertThat(failure(endpoint.reports().get(1)).message())
        .isEqualTo("variable FIXED is read-only and can't be set");
  }

  @Test
  void a_task_may_fail_with_an_error_of_its_own() {
    run(
        Orders.script(
            "own", "echo '::set-error error_code=812345,error_message=no, really'; exit 2"),
        Orders.script("green", "echo '::set-error error_code=812345,error_message=x'"),
        Orders.script("wrong", "echo '::set-error error_code=712345,error_message=x'; exit 2"));

    var own = failure(endpoint.reports().get(0));
    assertThat(own.code()).isEqualTo(812345);
    assertThat(own.message()).isEqualTo("no, really");
    assertThat(endpoint.reports().get(1).outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
    assertThat(failure(endpoint.reports().get(2)).code()).isEqualTo(ErrorCodes.SCRIPT_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "sh"})
  void a_value_too_big_for_the_environment_reaches_the_script_all_the_same(String shell) {
    run(
        Orders.script(
                "t",
                shell,
                "echo ${#HUGE} ${#MANY_0} ${#MANY_19}; env | grep -c HUGE || true; true")
            .with("HUGE", "'x".repeat(100_000))
            .with("MANY_0", "y".repeat(100_000))
            .with("MANY_19", "y".repeat(100_000)));

    assertThat(endpoint.log("t")).contains("o 200000 100000 100000", "o 0");
  }

  @Test
  void many_big_values_still_let_a_script_start() {
    var order = Orders.script("t", "echo $((${#V_0} + ${#V_29})); /bin/true");
    for (int i = 0; i < 30; i++) {
      order.with("V_" + i, "z".repeat(100_000));
    }

    var report = run(order);

    assertThat(report.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
    assertThat(endpoint.log("t")).contains("o 200000");
  }

  @Test
  void a_missing_interpreter_says_what_to_install() {
    settings = settings.withEnvironment(Map.of("PATH", folder.toString()));

    run(
        Orders.script("pwsh", "pwsh", "Write-Host hi"),
        Orders.script("cmd", "cmd", "echo hi"),
        Orders.script("odd", "fish", "echo hi"),
        Orders.script("line", "auto", "#!/opt/nothing\n"));

    assertThat(failure(endpoint.reports().get(0)).message())
        .contains("pwsh")
        .contains(folder.toString())
        .contains("Install PowerShell");
    assertThat(failure(endpoint.reports().get(0)).kind()).isEqualTo(ErrorKind.BUILD_MACHINE);
    assertThat(failure(endpoint.reports().get(1)).message()).contains("Windows only");
    assertThat(failure(endpoint.reports().get(2)).kind()).isEqualTo(ErrorKind.USER);
    assertThat(failure(endpoint.reports().get(3)).message()).contains("/opt/nothing");
  }

  @Test
  void powershell_is_called_with_a_file_that_stops_at_errors() throws IOException {
    var fake = folder.resolve("pwsh");
    Files.writeString(fake, "#!/bin/sh\necho \"$@\"\nfor file; do :; done\ncat \"$file\"\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
    settings = settings.withEnvironment(Map.of("PATH", folder + ":/usr/bin:/bin"));

    run(Orders.script("t", "pwsh", "Write-Host hi"));

    assertThat(endpoint.log("t").get(0)).contains("-NonInteractive -File").endsWith(".ps1");
    assertThat(endpoint.log("t")).contains("o $ErrorActionPreference = 'Stop'", "o Write-Host hi");
  }

  @Test
  void a_script_edited_on_windows_runs() {
    run(Orders.script("t", "bash", "\ufeffecho one\r\necho two\r\n"));

    assertThat(endpoint.log("t")).containsExactly("o one", "o two");
  }

  @Test
  void the_system_of_the_machine_is_known_to_expressions_and_told_to_later_jobs() {
    endpoint.queue(
        Orders.script("t", "echo ${{ job.os }} ${{ jobs.job_a.os }}").inConstraintDialect().order(),
        Orders.script("red", "exit 1").order());
    endpoint.noMoreTasks();

    new Worker(endpoint, LEASE, settings, new WorkspaceTexts(ZoneOffset.UTC), new VirtualClock())
        .run();

    assertThat(endpoint.log("t")).containsExactly("o LINUX LINUX");
    assertThat(endpoint.reports())
        .hasSize(2)
        .allSatisfy(report ->
            assertThat(report.variables()).containsOnly(Map.entry("jobs.job_a.os", "LINUX")));
  }

  @Test
  void expressions_left_to_the_worker_are_replaced() {
    TaskTexts texts =
        (text, values) ->
            text.replace("${{ ci.workspace }}", values.getOrDefault("ci.workspace", ""));
    endpoint.queue(Orders.script("t", "echo ${{ ci.workspace }}").inConstraintDialect().order());
    endpoint.noMoreTasks();

    new Worker(endpoint, LEASE, settings, texts, new VirtualClock()).run();

    assertThat(endpoint.log("t")).containsExactly("o " + workspace);
  }

  @Test
  void secrets_never_leave_in_a_log_or_message() {
    var report =
        run(
            Orders.script(
                    "t",
                    """
                    printf 'split '; printf "${TOKEN:0:4}" ; printf "${TOKEN:4}\\n"
                    printf '%s' "$TOKEN" | base64
                    echo "$KEY" >&2
                    echo "::set-error error_code=812345,error_message=bad token $TOKEN"
                    exit 1
                    """)
                .withSecret("TOKEN", "abcdefgh-1")
                .withSecret("KEY", "-----BEGIN-----\nMIIsecret\n-----END-----"));

    assertThat(endpoint.log("t"))
        .containsExactly(
            "o split ******",
            "o ******Q==", // the last character also carries bits of the padding
            "o ******",
            "o ******",
            "o ******",
            "o ::set-error error_code=812345,error_message=bad token ******",
            "p ##[error]bad token ******");
    assertThat(failure(report).message()).isEqualTo("bad token ******");
  }

  @Test
  void plugins_are_refused_by_name() {
    var report = run(Orders.of("t", new TaskAction.RunPlugin("checkThat", "1.*", Map.of())));

    assertThat(failure(report).code()).isEqualTo(ErrorCodes.TASK_INPUT_INVALID);
    assertThat(failure(report).message()).contains("checkThat").contains("1.*");
  }

  @Test
  void nothing_of_the_worker_stays_in_workspace_or_temporary_folder() throws IOException {
    var temporary = Files.createDirectories(folder.resolve("tmp"));
    settings = settings.withTemporaryFolder(temporary);

    run(Orders.script("t", "setEnv A 1; setGateValue B 2; touch made"));

    try (var files = Files.list(workspace)) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("made");
    }
    try (var files = Files.list(temporary)) {
      assertThat(files).isEmpty();
    }
  }
}
