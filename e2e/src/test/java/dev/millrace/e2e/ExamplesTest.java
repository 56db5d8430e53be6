package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
  /** An example, what it is run with, how it ends, and lines it prints. */
  record Example(
      String name, List<String> options, int exitCode, List<String> lines, List<String> never) {
    Example(String name, int exitCode, List<String> lines, List<String> never) {
      this(name, List.of(), exitCode, lines, never);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Example> examples() {
    return Stream.of(
        good(
            "quickstart",
            "hello › say hello | Hello from Millrace",
            "count › count to three | 3",
            "repeat › repeat it | They said Hello"),
        good(
            "matrix",
            "greet in english small › run | english, small",
            "greet in french small › run | french, small",
            "greet in french large › run | french, large",
            "greet in german small › run | german, small"),
        good(
            "depend-on",
            "compile › run | compiled",
            "unit › run | unit tests",
            "package › run | packaged"),
        good("conditions", "check › only after a failure | looking into it", "↷ release skipped"),
        good(
            "outputs",
            "make › run | in the same job 1.4.2",
            "use › run | number 1.4.2",
            "use › run | channel beta",
            "use › run | built by millrace"),
        new Example(
            "finally",
            1,
            List.of("tidy › run | always tidied", "alarm › run | alarm raised"),
            List.of("party › run | party")),
        good(
            "retries",
            "flaky › works the third time | try 1",
            "flaky › works the third time | try 2",
            "flaky › works the third time | try 3"),
        good("templates", "greet › greet Ada | Hello, Ada", "greet › run | and good-bye"),
        good("checkout", "look › count the examples | examples"),
        good(
            "variables",
            "show › run | Hello from millrace, level quick",
            "show › run | copy 2",
            "show › only for this task | Good night"),
        good(
            "expressions",
            "evaluate › run | release: true",
            "evaluate › run | kind: maintained",
            "evaluate › run | targets: linux and macos",
            "evaluate › run | text: v1.4.2 of expressions"),
        good(
            "shells",
            "scripts › bash | 3 words in bash",
            "scripts › sh | plain sh",
            "scripts › python | python 3",
            "scripts › by its first line | awk, by its first line"),
        good(
            "log",
            "print › talkative | detail 2",
            "print › talkative | ##[warning]this deserves a look"),
        good("mutex", "first › run | bench-1 is mine", "second › run | bench-1 is mine"),
        new Example(
            "reviews",
            List.of(
                "--approve",
                "release",
                "--fill",
                "release.VERSION=1.4.2",
                "--approve",
                "publish/check",
                "--approve",
                "publish/2"),
            0,
            List.of("publish › publish | published 1.4.2"),
            List.of()),
        new Example("fast-kill", 1, List.of("✗ long"), List.of()),
        new Example(
            "masking",
            0,
            List.of("print › run | plain ******", "print › run | ******"),
            List.of("print › run | plain s3cret-t0ken")));
  }

  private static Example good(String name, String... lines) {
    return new Example(name, 0, List.of(lines), List.of());
  }

  @TempDir Path state;

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_does_what_it_says(Example example) {
    var millrace = new Millrace(state, Millrace.REPOSITORY);

    var arguments = new ArrayList<>(List.of("run", "examples/" + example.name() + ".yml"));
    arguments.addAll(example.options());
    Millrace.End end = millrace.run(arguments.toArray(String[]::new));

    assertThat(end.lines()).containsAll(example.lines());
    assertThat(end.lines()).noneMatch(example.never()::contains);
    assertThat(end.exitCode()).as(end.output()).isEqualTo(example.exitCode());
  }

  @Test
  void jobs_that_depend_on_each_other_run_one_after_another() {
    var millrace = new Millrace(state, Millrace.REPOSITORY);

    Millrace.End end = millrace.run("run", "examples/depend-on.yml");

    assertThat(end.lines())
        .containsSubsequence(
            "compile › run | compiled", "unit › run | unit tests", "package › run | packaged");
  }

  @Test
  void every_example_is_run_by_a_test_and_is_valid() throws IOException {
    var tested = new TreeSet<>(examples().map(example -> example.name() + ".yml").toList());
    tested.add("self.yml"); // run by ./test
    List<String> files;
    try (Stream<Path> all = Files.list(Millrace.REPOSITORY.resolve("examples"))) {
      files =
          all.map(file -> file.getFileName().toString()).filter(n -> n.endsWith("yml")).toList();
    }
    var millrace = new Millrace(state, Millrace.REPOSITORY.resolve("examples"));
    var arguments = new ArrayList<>(List.of("pipeline", "validate"));
    arguments.addAll(files);

    Millrace.End end = millrace.run(arguments.toArray(String[]::new));

    assertThat(files).containsExactlyInAnyOrderElementsOf(tested);
    assertThat(end.exitCode()).as(end.output()).isZero();
  }
}
