package dev.millrace.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes without environment, in a session of their own, and orphans before anybody has looked:
 * only their limit tells whose they are.
 */
@Timeout(120)
class HiddenProcessTest {
  private static final int SELF = ProcessTable.self();

  @TempDir Path folder;
  private final JobProcesses processes = new JobProcesses(Duration.ofMillis(300));
  private final JobProcesses neighbours = new JobProcesses(Duration.ofMillis(300));

  @AfterEach
  void leave_nothing_behind() {
    List.of(processes, neighbours)
        .forEach(each -> {
          each.killLeftovers();
          each.close();
        });
    living().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void cancel_finds_a_hidden_process() throws Exception {
    var end = cancelled(processes, hide("a"));

    assertThat(end.stopped()).contains(StopReason.CANCELLED);
    assertThat(end.survivors()).isEmpty();
    assertThat(living()).isEmpty();
  }

  @Test
  void the_end_of_the_job_finds_a_hidden_process() throws Exception {
    run(processes, hide("a"));
    assertThat(living()).hasSize(1);

    assertThat(processes.killLeftovers()).isEmpty();

    assertThat(living()).isEmpty();
  }

  @Test
  void cancel_spares_the_hidden_processes_of_another_job_and_of_an_earlier_task() throws Exception {
    run(neighbours, hide("neighbour"));
    run(processes, hide("earlier"));

    cancelled(processes, hide("a"));

    assertThat(living()).extracting(HiddenProcessTest::name).containsOnly("earlier", "neighbour");

    processes.killLeftovers();

    assertThat(living()).extracting(HiddenProcessTest::name).containsOnly("neighbour");
  }

  @Test
  void an_orphan_of_no_job_is_never_touched() throws Exception {
    var own = new ProcessBuilder("bash", "-c", hide("orphan")).directory(folder.toFile()).start();
    assertThat(own.waitFor()).isZero();

    cancelled(processes, hide("a"));
    processes.killLeftovers();

    assertThat(living()).extracting(HiddenProcessTest::name).containsOnly("orphan");
  }

  @Test
  void a_dead_workers_hidden_process_is_known_by_the_mark_alone() throws Exception {
    var dead = new JobProcesses(Duration.ZERO, "dead");
    run(dead, hide("a"));
    dead.close();
    run(neighbours, hide("neighbour"));

    assertThat(JobProcesses.killAbandoned("dead", Duration.ZERO)).isEmpty();

    assertThat(living()).extracting(HiddenProcessTest::name).containsOnly("neighbour");
  }

  @Test
  void this_jvm_knows_of_which_job_it_is_though_its_environment_was_cleared() {
    var linux = new Linux();
    var own = linux.fileLocks().orElseThrow();
    linux.limitFileLocks(new Linux.Limit(Marker.ofJob("outer").ofCommand(3).number(), own.hard()));
    try {
      assertThat(JobProcesses.isPartOf("outer")).isTrue();
      assertThat(JobProcesses.isPartOf("other")).isFalse();
    } finally {
      linux.limitFileLocks(own);
    }
    assertThat(JobProcesses.isPartOf("outer")).isFalse();
  }

  @Test
  void a_process_in_our_own_session_is_never_touched_whatever_its_limit() throws Exception {
    var linux = new Linux();
    var own = linux.fileLocks().orElseThrow();
    Files.copy(Path.of("/bin/sleep"), folder.resolve("mine"));
    var mine = new ProcessBuilder(folder.resolve("mine").toString(), "1000");
    mine.environment().clear();
    linux.limitFileLocks(new Linux.Limit(Marker.ofJob("dead").number(), own.hard()));
    try {
      mine.start();
    } finally {
      linux.limitFileLocks(own);
    }

    assertThat(JobProcesses.killAbandoned("dead", Duration.ZERO)).isEmpty();

    assertThat(living()).extracting(HiddenProcessTest::name).containsOnly("mine");
  }

  @Test
  void our_own_limit_is_as_before_when_a_command_runs() throws Exception {
    var before = new Linux().fileLocks();

    run(processes, "true");

    assertThat(new Linux().fileLocks()).isEqualTo(before);
  }

  @Test
  void each_command_of_a_job_has_its_number_and_the_job_knows_all_of_them() {
    var job = Marker.ofJob("job");
    long first = job.ofCommand(1).number();
    long last = job.ofCommand(65_534).number();

    for (long number : new long[] {first, last, job.ofCommand(65_535).number()}) {
      assertThat(job.isIn(number)).isTrue();
      assertThat(Marker.ofJob("job2").isIn(number)).isFalse();
    }
    assertThat(job.ofCommand(1).isIn(first)).isTrue();
    assertThat(job.ofCommand(1).isIn(last)).isFalse();
    assertThat(job.isIn(0)).isFalse();
  }

  /** A script that ends when a process of this name is hidden, and an orphan. */
  private String hide(String name) throws IOException {
    Files.copy(Path.of("/bin/sleep"), folder.resolve(name));
    return """
    (env -i /usr/bin/setsid ./%1$s 1000 > /dev/null 2>&1 &)
    until ps -o comm= --ppid %2$d | grep -qx %1$s; do sleep 0.01; done
    """
        .formatted(name, SELF);
  }

  private CommandEnd cancelled(JobProcesses job, String script) {
    var stop = StopSignal.after(Duration.ofDays(1), StopReason.TASK_TIMEOUT);
    var output =
        new Collected(_ -> {
          stop.ask(StopReason.CANCELLED);
          job.wake();
        });
    return job.run(bash(script + "echo ready; exec sleep 1000"), output, stop);
  }

  private void run(JobProcesses job, String script) {
    var stop = StopSignal.after(Duration.ofDays(1), StopReason.TASK_TIMEOUT);
    assertThat(job.run(bash(script), new Collected(), stop))
        .isEqualTo(new CommandEnd(0, Optional.empty(), List.of(), false));
  }

  private Command bash(String script) {
    return new Command(List.of("/bin/bash", "-c", script), Map.of("PATH", "/usr/bin:/bin"), folder);
  }

  /** The processes whose program is in this test's folder. */
  private List<ProcessHandle> living() {
    return ProcessHandle.allProcesses()
        .filter(process -> program(process).startsWith(folder))
        .toList();
  }

  private static String name(ProcessHandle process) {
    return String.valueOf(program(process).getFileName());
  }

  private static Path program(ProcessHandle process) {
    return Path.of(process.info().command().orElse("/"));
  }
}
