package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LauncherTest {
  private static final int TOO_OLD = LauncherCopy.NEEDED - 1;

  /** More than any process id can be. */
  private static final String NOBODY = "4194305";

  @TempDir Path folder;
  private LauncherCopy copy;

  @BeforeEach
  void copyTheLauncher() throws IOException {
    // A temporary folder may itself be reached through a link.
    folder = folder.toRealPath();
    copy = new LauncherCopy(folder);
  }

  /** A machine with all that is needed; answers what a caller has set. */
  private Map<String, String> completeMachine() throws IOException {
    copy.maven();
    return Map.of("JAVA_HOME", copy.jdk("jdk", LauncherCopy.NEEDED).toString());
  }

  private static Map<String, String> never(Map<String, String> caller) {
    var withThat = new HashMap<>(caller);
    withThat.put("MILLRACE_BUILD", "never");
    return withThat;
  }

  /** A named pipe: who reads waits for who writes. */
  private Path pipe(String name) throws IOException {
    Path pipe = folder.resolve(name);
    Millrace.Started.by(new ProcessBuilder("mkfifo", pipe.toString())).end();
    return pipe;
  }

  @Test
  void without_a_jdk_it_says_how_to_get_one_and_ends_with_3() throws IOException {
    copy.maven();
    copy.jdk(copy.home().resolve(".jdks/old"), TOO_OLD);
    Path withoutCompiler = copy.jdk(copy.home().resolve(".jdks/jre"), LauncherCopy.NEEDED);
    Files.delete(withoutCompiler.resolve("bin/javac"));

    Millrace.End end = copy.run(Map.of(), "--version");

    assertThat(end.exitCode()).isEqualTo(3);
    assertThat(end.output())
        .isEqualTo(
            """
            millrace: needs a JDK 999 or newer, and found none (JAVA_HOME, PATH, /usr/lib/jvm, /opt, ~/.sdkman)
              Debian, Ubuntu:  apt-get install openjdk-999-jdk-headless
              Fedora:          dnf install java-999-openjdk-devel
              macOS:           brew install openjdk@999
              anywhere:        unpack a JDK 999 and set JAVA_HOME to its folder
            """);
    assertThat(copy.noted()).isEmpty();
  }

  @Test
  void a_java_home_that_is_too_old_gives_way_to_a_newer_java_on_the_path() throws IOException {
    copy.maven();
    Path old = copy.jdk("old jdk", TOO_OLD);
    copy.putOnPath(copy.jdk("new jdk", LauncherCopy.NEEDED).resolve("bin/java"));

    Millrace.End end = copy.run(Map.of("JAVA_HOME", old.toString()), "--version");

    assertThat(end.exitCode()).isZero();
    assertThat(end.output()).contains("new jdk runs");
    assertThat(copy.noted()).containsExactly("built with new jdk", "trained with new jdk");
  }

  @Test
  void java_home_goes_before_the_path() throws IOException {
    var caller = completeMachine();
    copy.putOnPath(copy.jdk("other", LauncherCopy.NEEDED).resolve("bin/java"));

    Millrace.End end = copy.run(caller, "--version");

    assertThat(end.output()).contains("jdk runs").doesNotContain("other");
  }

  @Test
  void a_jdk_in_a_usual_folder_is_found() throws IOException {
    copy.maven();
    copy.putOnPath(copy.jdk("old", TOO_OLD).resolve("bin/java"));
    copy.jdk(copy.home().resolve(".sdkman/candidates/java/usual"), LauncherCopy.NEEDED + 1);

    Millrace.End end = copy.run(Map.of(), "--version");

    assertThat(end.output()).contains("usual runs");
  }

  @Test
  void without_maven_it_says_how_to_get_it_and_ends_with_3() throws IOException {
    Path jdk = copy.jdk("jdk", LauncherCopy.NEEDED);

    Millrace.End end = copy.run(Map.of("JAVA_HOME", jdk.toString()), "--version");

    assertThat(end.exitCode()).isEqualTo(3);
    assertThat(end.output())
        .isEqualTo(
            """
            millrace: needs Maven 3.8 or newer for building, and found none (PATH, MAVEN_HOME)
              Debian, Ubuntu:  apt-get install maven
              Fedora:          dnf install maven
              macOS:           brew install maven
            """);
    assertThat(copy.lock()).doesNotExist();
  }

  @Test
  void a_build_that_fails_shows_its_errors_and_where_all_of_it_is() throws IOException {
    var caller = completeMachine();
    copy.maven("echo '[INFO] much'; echo '[ERROR] Main.java:1 is wrong'; exit 1");

    Millrace.End end = copy.run(caller, "run", "x.yml");

    assertThat(end.exitCode()).isEqualTo(3);
    Path log = copy.target().resolve("build.log");
    assertThat(end.lines())
        .containsExactly(
            "millrace: building",
            "[ERROR] Main.java:1 is wrong",
            "millrace: the build failed; all of it is in " + log);
    assertThat(log).content().contains("[INFO] much");
    assertThat(copy.lock()).doesNotExist();
  }

  @Test
  void after_a_build_that_failed_the_next_use_builds() throws IOException {
    var caller = completeMachine();
    copy.maven("exit 1");
    copy.run(caller, "--version");
    copy.maven();

    Millrace.End end = copy.run(caller, "--version");

    assertThat(end.exitCode()).isZero();
    assertThat(copy.noted())
        .containsExactly("built with jdk", "built with jdk", "trained with jdk");
  }

  @Test
  void the_first_use_builds_and_the_next_only_runs_with_the_cache() throws IOException {
    var caller = completeMachine();

    Millrace.End first = copy.run(caller, "run", "two words.yml");
    Millrace.End second = copy.run(caller, "run", "two words.yml");

    assertThat(copy.noted()).containsExactly("built with jdk", "trained with jdk");
    assertThat(first.lines()).hasSize(2).startsWith("millrace: building");
    assertThat(second.lines()).containsExactly(first.lines().getLast());
    assertThat(second.output())
        .startsWith("jdk runs ")
        .contains("-XX:AOTCache=" + copy.cache())
        .endsWith("-jar " + copy.jar() + " run two words.yml\n");
  }

  @Test
  void sources_newer_than_the_build_are_built() throws IOException {
    var caller = completeMachine();
    copy.run(caller, "--version");
    LauncherCopy.makeNewer(copy.source(), copy.stamp());

    copy.run(caller, "--version");

    assertThat(copy.noted()).filteredOn("built with jdk"::equals).hasSize(2);
  }

  @Test
  void a_source_deleted_after_the_build_is_a_change_too() throws IOException {
    var caller = completeMachine();
    copy.run(caller, "--version");
    Files.delete(copy.source());
    LauncherCopy.makeNewer(copy.sources(), copy.stamp());

    copy.run(caller, "--version");

    assertThat(copy.noted()).filteredOn("built with jdk"::equals).hasSize(2);
  }

  @Test
  void a_build_is_as_old_as_its_beginning_so_that_edits_meanwhile_are_built_next()
      throws IOException {
    var caller = completeMachine();
    copy.maven("touch -t 200001010000 '" + copy.target() + "/dist/building'");
    copy.run(caller, "--version");

    copy.run(caller, "--version");

    assertThat(copy.noted()).filteredOn("built with jdk"::equals).hasSize(2);
  }

  @Test
  void told_never_to_build_it_runs_what_is_there() throws IOException {
    var caller = completeMachine();
    copy.run(caller, "--version");
    LauncherCopy.makeNewer(copy.source(), copy.stamp());

    Millrace.End end = copy.run(never(caller), "--version");

    assertThat(end.lines()).singleElement().asString().startsWith("jdk runs");
    assertThat(copy.noted()).hasSize(2);
  }

  @Test
  void told_never_to_build_and_nothing_there_it_ends_with_3() throws IOException {
    var caller = completeMachine();

    Millrace.End end = copy.run(never(caller), "--version");

    assertThat(end.exitCode()).isEqualTo(3);
    assertThat(end.output())
        .isEqualTo("millrace: nothing was built yet, and MILLRACE_BUILD=never forbids it\n");
    assertThat(copy.noted()).isEmpty();
  }

  @Test
  void of_two_at_once_one_builds_and_the_other_says_for_whom_it_waits() throws IOException {
    var caller = completeMachine();
    Path gate = pipe("gate");
    copy.maven("read -r _ <'" + gate + "'");

    Millrace.Started one = copy.started(caller).awaitOutput("millrace: building");
    String builder = "process " + one.process().pid() + ", which is building";
    Millrace.Started other = copy.started(caller).awaitOutput("millrace: waiting for " + builder);
    Files.writeString(gate, "open\n");

    assertThat(one.end().exitCode()).isZero();
    assertThat(other.end().exitCode()).isZero();
    assertThat(copy.noted()).containsExactly("built with jdk", "trained with jdk");
    assertThat(copy.lock()).doesNotExist();
  }

  @Test
  void the_lock_of_a_dead_process_is_cleared() throws IOException {
    var caller = completeMachine();
    Files.createDirectories(copy.target());
    Files.createSymbolicLink(copy.lock(), Path.of(NOBODY));

    Millrace.End end = copy.run(caller, "--version");

    assertThat(end.exitCode()).isZero();
    assertThat(end.output()).doesNotContain("waiting");
    assertThat(copy.noted()).contains("built with jdk");
    assertThat(copy.lock()).doesNotExist();
  }

  @Test
  void a_lock_that_can_not_be_taken_is_told_and_ends_with_3() throws IOException {
    var caller = completeMachine();
    Files.createDirectories(copy.target());
    Files.createFile(copy.lock());

    Millrace.End end = copy.run(caller, "--version");

    assertThat(end.exitCode()).isEqualTo(3);
    assertThat(end.output()).isEqualTo("millrace: can't make the lock " + copy.lock() + "\n");
  }

  @Test
  void ctrl_c_during_a_build_ends_maven_and_frees_the_lock() throws IOException {
    var caller = completeMachine();
    Path pid = pipe("pid");
    copy.maven("echo $$ >'" + pid + "'; exec sleep 600");
    Millrace.Started building = copy.started(caller);
    Millrace.End said = Millrace.Started.by(new ProcessBuilder("cat", pid.toString())).end();
    long maven = Long.parseLong(said.output().strip());

    Millrace.End end = building.signal("INT").end();

    assertThat(end.exitCode()).isEqualTo(130);
    assertThat(ProcessHandle.of(maven)).isEmpty();
    assertThat(copy.lock()).doesNotExist();
  }

  @Test
  void it_is_found_through_links_and_from_anywhere() throws IOException {
    var caller = completeMachine();
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Path direct = Files.createSymbolicLink(elsewhere.resolve("direct"), copy.launcher());
    Path relative = elsewhere.resolve("relative link");
    Files.createSymbolicLink(relative, Path.of("..", "else where", "direct"));
    copy.putOnPath(direct);
    copy.run(caller, "--version");

    List<Millrace.Started> calls =
        List.of(
            copy.started(caller, copy.sources(), List.of(relative.toString(), "--version")),
            copy.started(caller, elsewhere, List.of("direct", "--version")),
            copy.started(caller, copy.root(), List.of("/bin/sh", "millrace", "--version")));

    assertThat(calls)
        .extracting(Millrace.Started::end)
        .allSatisfy(end -> {
          assertThat(end.exitCode()).isZero();
          assertThat(end.output()).endsWith("-jar " + copy.jar() + " --version\n");
        });
    assertThat(copy.noted()).filteredOn("built with jdk"::equals).hasSize(1);
  }

  @Test
  void a_cache_older_than_a_jar_is_made_anew_and_never_used() throws IOException {
    var caller = completeMachine();
    copy.run(caller, "--version");
    LauncherCopy.makeNewer(copy.jar(), copy.cache());

    Millrace.End withoutBuilding = copy.run(never(caller), "--version");
    copy.run(caller, "--version");

    assertThat(withoutBuilding.output()).doesNotContain("AOTCache");
    assertThat(copy.noted())
        .containsExactly("built with jdk", "trained with jdk", "trained with jdk");
  }

  @Test
  void the_cache_of_another_jdk_is_made_anew_and_never_used() throws IOException {
    var caller = completeMachine();
    copy.run(caller, "--version");
    var other = Map.of("JAVA_HOME", copy.jdk("other", LauncherCopy.NEEDED).toString());

    Millrace.End withoutBuilding = copy.run(never(other), "--version");
    Millrace.End end = copy.run(other, "--version");

    assertThat(withoutBuilding.output()).contains("other runs").doesNotContain("AOTCache");
    assertThat(end.output()).contains("other runs", "AOTCache");
    assertThat(copy.noted())
        .containsExactly("built with jdk", "trained with jdk", "trained with other");
  }
}
