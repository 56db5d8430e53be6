package dev.millrace.agent.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LeftoversTest extends WorkerTestBase {
  /**
   * A task of three processes, the second in a session of its own, the third without environment
   * and parent too; prints their numbers.
   */
  static final String TREE =
      """
      trap '' TERM; setsid sleep 10000 > /dev/null 2>&1 & second=$!
      third=$(env -i /usr/bin/setsid /bin/sh -c 'sleep 10000 > /dev/null 2>&1 & echo $!')
      echo "$$ $second $third"; while :; do sleep 1; done\
      """;

  private final List<Process> others = new ArrayList<>();
  private Path temporary = Path.of("/");

  @BeforeEach
  void choose_a_temporary_folder() {
    temporary = folder.resolve("temporary");
    settings = settings.withTemporaryFolder(temporary);
  }

  @AfterEach
  void kill_the_others() throws InterruptedException {
    for (var other : others) {
      other.destroyForcibly().waitFor();
    }
    var _ = Leftovers.sweep(settings);
  }

  @Test
  void what_a_killed_worker_left_is_removed_and_what_living_workers_have_is_not() throws Exception {
    var dead = otherWorker("dead");
    var alive = otherWorker("alive");
    endpoint.queue(Orders.script("t", TREE).order());
    var mine = inBackground(() -> worker().run());
    endpoint.await(() -> !endpoint.log("t").isEmpty());
    var here = tree(endpoint.log("t").getFirst());
    assertThat(Leftovers.sweep(settings).jobs()).isZero();
    assertThat(jobFolders()).hasSize(3);
    kill(others.getFirst());

    var swept = Leftovers.sweep(settings);

    assertThat(swept).isEqualTo(new Leftovers.Swept(1, List.of()));
    assertThat(dead).noneMatch(Files::exists);
    assertThat(alive).allMatch(Files::exists);
    assertThat(here).allMatch(Files::exists);
    assertThat(jobFolders()).hasSize(2);
    assertThat(Leftovers.sweep(settings).jobs()).isZero();
    assertThat(alive).allMatch(Files::exists);
    endpoint.cancel("t");
    endpoint.noMoreTasks();
    assertThat(mine.get()).isEqualTo(WorkerResult.FINISHED);
    assertThat(jobFolders()).hasSize(1);
  }

  @Test
  void a_sweep_does_not_kill_the_tree_it_is_part_of() throws Exception {
    var dead = otherWorker("dead");
    var mark = mark(dead.getFirst());
    kill(others.getFirst());

    var inside =
        start(Map.of("MILLRACE_TASK", mark), "sweep", folder.toString(), temporary.toString());
    var answer = firstLine(inside);

    assertThat(answer).isEqualTo("0");
    assertThat(dead).allMatch(Files::exists);
    assertThat(jobFolders()).hasSize(1);
  }

  @Test
  void a_temporary_folder_is_ours_alone() throws Exception {
    run(Orders.script("t", "true"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary)))
        .isEqualTo("rwx------");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void what_is_not_of_workers_stays() throws Exception {
    Files.createDirectories(temporary.resolve("millrace-job-"));
    Files.createFile(temporary.resolve("millrace-job-x"));
    Files.createFile(temporary.resolve("other.lock"));

    assertThat(Leftovers.sweep(settings).jobs()).isZero();

    try (var files = Files.list(temporary)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void there_may_be_no_temporary_folder_yet() {
    assertThat(Leftovers.sweep(settings)).isEqualTo(new Leftovers.Swept(0, List.of()));
  }

  @Test
  void a_temporary_folder_of_another_user_is_refused() throws Exception {
    var own = Files.createDirectories(folder.resolve("own"));
    if ((int) Files.getAttribute(own, "unix:uid") == 0) {
      Files.setAttribute(own, "unix:uid", 12345); // what is root's is nobody's to fear
    }
    int owner = (int) Files.getAttribute(own, "unix:uid");

    PrivateFolder.requireOwn(own, owner);

    assertThatThrownBy(() -> PrivateFolder.requireOwn(own, owner + 1))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("belongs to another user");
  }

  /** Starts a worker in another process; answers the /proc folders of its task's processes. */
  private List<Path> otherWorker(String name) throws IOException {
    var other = start(Map.of(), "work", folder.resolve(name).toString(), temporary.toString());
    others.add(other);
    return tree(firstLine(other));
  }

  private static Process start(Map<String, String> environment, String... arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(OtherWorker.class.getName());
    command.addAll(Arrays.asList(arguments));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static String firstLine(Process process) throws IOException {
    // Not closed: the process may go on.
    BufferedReader reader = process.inputReader(UTF_8);
    return String.valueOf(reader.readLine());
  }

  private static void kill(Process worker) throws InterruptedException {
    worker.destroyForcibly().waitFor();
  }

  private static List<Path> tree(String line) {
    return Arrays.stream(line.replace("o ", "").split(" ", -1))
        .map(pid -> Path.of("/proc", pid))
        .toList();
  }

  private static String mark(Path process) throws IOException {
    var environment = Files.readString(process.resolve("environ"), UTF_8);
    return Arrays.stream(environment.split("\0", -1))
        .filter(entry -> entry.startsWith("MILLRACE_TASK="))
        .map(entry -> entry.substring("MILLRACE_TASK=".length()))
        .findFirst()
        .orElseThrow();
  }

  private List<Path> jobFolders() throws IOException {
    try (var files = Files.list(temporary)) {
      return files.filter(Files::isDirectory).toList();
    }
  }
}
