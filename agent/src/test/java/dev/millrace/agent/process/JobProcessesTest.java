package dev.millrace.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JobProcessesTest {
  private static final Duration FOREVER = Duration.ofDays(1);

  @TempDir Path folder;
  private final JobProcesses processes = new JobProcesses(Duration.ofMillis(300));
  private final Map<String, String> environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));

  @AfterEach
  void leave_nothing_behind() {
    processes.killLeftovers();
    processes.close();
  }

  @Test
  void output_arrives_in_the_order_written_whatever_stream_it_went_to() {
    var output = new Collected();

    var end = run("echo 1; echo 2 >&2; echo 3; echo 4 >&2; exit 7", output);

    assertThat(output.text()).isEqualTo("1\n2\n3\n4\n");
    assertThat(end).isEqualTo(new CommandEnd(7, Optional.empty(), List.of(), false));
  }

  @Test
  void a_process_ended_by_a_signal_counts_as_shells_count() {
    assertThat(run("kill -9 $$", new Collected()).exitCode()).isEqualTo(137);
  }

  @Test
  void a_process_has_an_empty_stdin_its_folder_its_environment_and_no_other_file() {
    environment.put("GREETING", "grüß\nGott");
    var output = new Collected();

    run("cat; pwd; printf '%s\\n' \"$GREETING\"; ls /proc/$$/fd | tr '\\n' ' '", output);

    assertThat(output.text())
        .startsWith(folder + "\ngrüß\nGott\n")
        .matches(Pattern.compile(".*\n0 1 2 (\\d+ )?", Pattern.DOTALL));
  }

  @Test
  void files_are_closed_too_where_the_c_library_can_not_close_a_range() throws Exception {
    var linux = new Linux();
    var pipe = linux.pipe();
    // Not close-on-exec, like a socket of the JDK.
    int inheritable = (int) linux.call(Linux.find("dup"), pipe.readEnd());
    var command =
        new Command(
            List.of("/bin/sh", "-c", "test ! -e /proc/$$/fd/" + inheritable), environment, folder);

    int pid = new Spawner(linux, false).spawn(command, pipe.writeEnd(), 1);
    int status = linux.reap(pid, 0);

    assertThat(status).isZero();
    List.of(pipe.readEnd(), pipe.writeEnd(), inheritable).forEach(linux::close);
  }

  @Test
  void what_can_not_be_started_says_what_and_why() {
    var missing = new Command(List.of("/no/such/program"), environment, folder);
    var nowhere = new Command(List.of("/bin/sh"), environment, folder.resolve("gone"));
    environment.put("BIG", "x".repeat(200_000));
    var tooBig = new Command(List.of("/bin/sh"), environment, folder);

    assertThatThrownBy(() -> processes.run(missing, new Collected(), never()))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("/no/such/program")
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> processes.run(nowhere, new Collected(), never()))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(folder.resolve("gone").toString());
    assertThatThrownBy(() -> processes.run(tooBig, new Collected(), never()))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("128 KiB");
  }

  @Test
  void a_process_that_obeys_ends_well_before_the_grace_is_over() {
    var patient = new JobProcesses(Duration.ofMinutes(10));
    var stop = never();
    var output = stopping(patient, stop, "ready");

    var end =
        patient.run(
            bash("trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.01; done"),
            output,
            stop);

    assertThat(end.stopped()).contains(StopReason.CANCELLED);
    assertThat(end.survivors()).isEmpty();
    assertThat(output.text()).contains("bye");
    patient.close();
  }

  @Test
  void a_timeout_ends_a_tree_that_ignores_being_asked() {
    var stop = StopSignal.after(Duration.ofMillis(50), StopReason.TASK_TIMEOUT);

    var end =
        processes.run(
            bash("trap '' TERM; (trap '' TERM; sleep 1000) & sleep 1000"), new Collected(), stop);

    assertThat(end.stopped()).contains(StopReason.TASK_TIMEOUT);
    assertThat(end.survivors()).isEmpty();
    assertThat(carriers()).isEmpty();
  }

  @Test
  void cancel_finds_what_called_setsid_forked_twice_and_ignores_being_asked() {
    var stop = never();
    var script =
        """
        setsid sleep 1000 > /dev/null 2>&1 &
        (setsid bash -c 'trap "" TERM; sleep 1000 & sleep 1000' > /dev/null 2>&1 &)
        ( (trap '' TERM; exec -a hidden sleep 1000) & )
        echo ready; wait; sleep 1000
        """;

    var end = processes.run(bash(script), stopping(processes, stop, "ready"), stop);

    assertThat(end.stopped()).contains(StopReason.CANCELLED);
    assertThat(end.survivors()).isEmpty();
    assertThat(carriers()).isEmpty();
  }

  @Test
  void cancel_finds_a_process_without_environment_in_the_session_or_below_it() {
    var script =
        "env -i /bin/sleep 1001 & env -i /usr/bin/setsid /bin/sleep 1001 & echo ready; wait";

    // Often, because each time the kill meets them at another point of their start.
    for (int i = 0; i < 50; i++) {
      var stop = never();
      var end = processes.run(bash(script), stopping(processes, stop, "ready"), stop);
      assertThat(end.survivors()).isEmpty();
    }

    assertThat(running("/bin/sleep 1001 ")).isEmpty();
  }

  @Test
  void cancel_ends_a_stopped_process() {
    var stop = never();

    var end =
        processes.run(
            bash("trap '' TERM; sleep 1000 & kill -STOP $!; echo ready; kill -STOP $$"),
            stopping(processes, stop, "ready"),
            stop);

    assertThat(end.survivors()).isEmpty();
    assertThat(carriers()).isEmpty();
  }

  @Test
  void cancel_outruns_a_fork_bomb() {
    var stop = never();
    // Each generation forks and dies, so that no process lives long enough to be found twice.
    var script =
        """
        hop() { trap '' TERM; (setsid bash -c "$BOMB" > /dev/null 2>&1 &); }
        hop; hop; hop
        until [ "$(pgrep -cf 'while \\[ \\$i -lt 2000')" -gt 20 ]; do sleep 0.01; done
        echo ready; sleep 1000
        """;
    environment.put(
        "BOMB",
        "trap '' TERM; i=0; while [ $i -lt 2000 ]; do i=$((i+1)); (sleep 0.01; sleep 0.01) &"
            + " [ $((i % 20)) = 0 ] && wait; done; exec bash -c \"$BOMB\"");

    var end = processes.run(bash(script), stopping(processes, stop, "ready"), stop);

    assertThat(end.survivors()).isEmpty();
    assertThat(carriers()).isEmpty();
  }

  @Test
  void an_exempt_process_survives_the_job_and_its_group_is_killed_around_it() {
    var stop = never();
    var script =
        """
        DEVOPS_DONT_KILL_PROCESS_TREE=true sleep 1000 > /dev/null 2>&1 & exempt=$!
        until grep -aq DEVOPS_DONT_KILL_PROCESS_TREE=true /proc/$exempt/environ; do :; done
        echo "pid $exempt."; sleep 1000 & wait
        """;
    var output = stopping(processes, stop, ".");

    var end = processes.run(bash(script), output, stop);
    processes.killLeftovers();

    var exempt = pidIn(output.text());
    assertThat(end.survivors()).isEmpty();
    assertThat(carriers()).singleElement().extracting(ProcessTable.Entry::pid).isEqualTo(exempt);
    new Linux().kill(exempt, Linux.SIGKILL);
  }

  @Test
  void a_task_ends_with_its_process_though_a_daemon_holds_its_output() {
    var output = new Collected();

    var end = run("sleep 1000 & echo \"pid $!.\"", output);

    assertThat(end.outputHeldOpen()).isTrue();
    assertThat(end.exitCode()).isZero();
    assertThat(carriers()).hasSize(1);

    assertThat(processes.killLeftovers()).isEmpty();

    assertThat(carriers()).isEmpty();
  }

  @Test
  void a_daemon_may_go_on_printing_while_the_next_task_runs() {
    run("(while :; do echo noise; done) & echo started", new Collected());
    var output = new Collected();

    var end = run("sleep 0.3; kill -0 -- $(pgrep -f 'echo noise' | head -1) && echo alive", output);

    assertThat(end.exitCode()).isZero();
    assertThat(output.text()).isEqualTo("alive\n");
  }

  @Test
  void what_a_filter_prints_after_the_process_ended_is_not_lost() {
    var output = new Collected();

    run("exec > >(while read -r line; do echo \"filtered $line\"; done); seq 3", output);

    assertThat(output.text()).isEqualTo("filtered 1\nfiltered 2\nfiltered 3\n");
  }

  @Test
  void orphans_that_end_do_not_stay_in_the_process_table() {
    var script =
        """
        for i in $(seq 20); do (setsid sleep 0.01 > /dev/null 2>&1 &); done
        until [ "$(ps -o stat= --ppid %d | grep -c Z)" -gt 0 ]; do sleep 0.01; done
        until [ "$(ps -o stat= --ppid %d | grep -c Z)" = 0 ]; do sleep 0.01; done
        """
            .formatted(ProcessHandle.current().pid(), ProcessHandle.current().pid());

    assertThat(run(script, new Collected()).exitCode()).isZero();
  }

  @Test
  void the_jdk_still_learns_how_its_own_children_ended() throws Exception {
    for (int code = 0; code < 50; code++) {
      var own = new ProcessBuilder("sh", "-c", "exit " + code).start();

      run("(setsid true &)", new Collected());

      assertThat(own.waitFor()).isEqualTo(code);
    }
  }

  private CommandEnd run(String script, Output output) {
    return processes.run(bash(script), output, never());
  }

  private Command bash(String script) {
    return new Command(List.of("/bin/bash", "-c", script), environment, folder);
  }

  private static StopSignal never() {
    return StopSignal.after(FOREVER, StopReason.TASK_TIMEOUT);
  }

  /** Cancels once the process has printed {@code cue}. */
  private static Collected stopping(JobProcesses processes, StopSignal stop, String cue) {
    return new Collected(text -> {
      if (text.contains(cue)) {
        stop.ask(StopReason.CANCELLED);
        processes.wake();
      }
    });
  }

  private static int pidIn(String text) {
    return Integer.parseInt(text.substring(text.indexOf("pid ") + 4, text.indexOf('.')));
  }

  /** Living processes that carry the job's marker. */
  private List<ProcessTable.Entry> carriers() {
    var mark = processes.marks().get(Marker.VARIABLE);
    return new ProcessTable()
        .all().stream()
            .filter(entry -> !entry.hasEnded())
            .filter(entry -> read(entry.pid(), "environ").contains(mark))
            .toList();
  }

  /** Living processes whose command line is this one. */
  private static List<ProcessTable.Entry> running(String commandLine) {
    return new ProcessTable()
        .all().stream()
            .filter(entry -> !entry.hasEnded())
            .filter(entry -> read(entry.pid(), "cmdline").replace('\0', ' ').equals(commandLine))
            .toList();
  }

  private static String read(int pid, String file) {
    try {
      return java.nio.file.Files.readString(
          Path.of("/proc/" + pid + "/" + file), java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (java.io.IOException gone) {
      return "";
    }
  }
}
