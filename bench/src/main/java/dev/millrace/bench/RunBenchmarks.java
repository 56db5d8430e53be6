package dev.millrace.bench;

import dev.millrace.bench.Commands.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What {@code millrace run} costs a person: a trivial pipeline, many tasks, many jobs, a matrix, a
 * million lines; each beside the same work done by the shell alone.
 */
final class RunBenchmarks {
  private static final int TASKS = 1_000;
  private static final int JOBS = 200;
  private static final int CASES = 256;
  private static final int LINES = 1_000_000;

  private final Path launcher;
  private final Path folder;
  private final Commands commands;

  RunBenchmarks(Path launcher, Path folder) {
    this.launcher = launcher;
    this.folder = folder;
    this.commands = new Commands(folder, folder.resolve("state"));
  }

  /** Runs everything and prints Markdown rows. */
  void run() throws IOException {
    startUp();
    tasks();
    jobs();
    matrix();
    lines();
  }

  private void startUp() throws IOException {
    Path hello = hello();
    print(
        "One task that runs `true`",
        commands.wallTimes(
            15,
            List.of(
                new Command("`millrace run`", millrace(pipeline("true", oneJob(List.of("true"))))),
                new Command("`bash -c true`", List.of("bash", "-c", "true")),
                new Command("bare JVM", List.of(java(), "-cp", hello.toString(), "Hello")),
                new Command("`millrace --version`", List.of(launcher.toString(), "--version")))));
  }

  private void tasks() throws IOException {
    var many = IntStream.range(0, TASKS).mapToObj(_ -> "true").toList();
    var figures =
        commands.wallTimes(
            3,
            List.of(
                new Command(TASKS + " tasks", millrace(pipeline("tasks", oneJob(many)))),
                new Command("1 task", millrace(pipeline("task", oneJob(List.of("true"))))),
                new Command(
                    TASKS + " × `bash file`",
                    List.of("bash", "-c", "for i in {1.." + TASKS + "}; do bash true.sh; done"))));
    print(TASKS + " tasks in one job", figures);
    double each = (figures.get(0).median() - figures.get(1).median()) / (TASKS - 1);
    double spawn = figures.get(2).median() / TASKS;
    System.out.printf(
        "One more task costs %.2f ms, of which spawning a shell is %.2f ms.%n%n", each, spawn);
  }

  private void jobs() throws IOException {
    String yaml =
        IntStream.range(0, JOBS)
            .mapToObj(i -> "  j" + i + ":\n    steps:\n      - run: \"true\"\n")
            .collect(Collectors.joining("", "version: v3.0\njobs:\n", ""));
    print(
        JOBS + " jobs side by side",
        commands.wallTimes(
            3,
            List.of(
                new Command(JOBS + " jobs", millrace(write("jobs.yml", yaml))),
                new Command(
                    JOBS + " × `bash file &`",
                    List.of(
                        "bash",
                        "-c",
                        "for i in {1.." + JOBS + "}; do bash true.sh & done; wait")))));
  }

  private void matrix() throws IOException {
    String yaml =
        """
        version: v3.0
        jobs:
          m:
            strategy:
              max-parallel: 50
              matrix:
                a: [%s]
                b: [%s]
            steps:
              - run: "true"
        """
            .formatted(numbers(16), numbers(CASES / 16));
    print(
        "A matrix of " + CASES,
        commands.wallTimes(
            3, List.of(new Command(CASES + " cases", millrace(write("matrix.yml", yaml))))));
  }

  private void lines() throws IOException {
    String script = "seq 1 " + LINES;
    var figures =
        commands.wallTimes(
            3,
            List.of(
                new Command("`millrace run`", millrace(pipeline("lines", oneJob(List.of(script))))),
                new Command("`bash … > file`", List.of("bash", "-c", script + " > lines.txt"))));
    print(LINES + " lines of one task, to the stored log", figures);
    System.out.printf(
        "%,.0f lines/s through everything, start included.%n%n",
        LINES / (figures.get(0).median() / 1000));
  }

  private static void print(String title, List<Figure> figures) {
    System.out.println("### " + title + "\n\n| | median | min – max |\n| --- | --- | --- |");
    figures.forEach(figure -> System.out.println(figure.row()));
    System.out.printf(
        "%nratio of the first to the second: %.2f%n%n",
        figures.size() < 2 ? 1.0 : figures.get(0).median() / figures.get(1).median());
  }

  private List<String> millrace(Path file) {
    return List.of(launcher.toString(), "run", file.toString());
  }

  private static String numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(", "));
  }

  private Path pipeline(String name, String jobs) throws IOException {
    Files.writeString(folder.resolve("true.sh"), "true\n");
    return write(name + ".yml", "version: v3.0\n" + jobs);
  }

  private static String oneJob(List<String> scripts) {
    var text = new ArrayList<String>();
    text.add("steps:");
    scripts.forEach(script -> text.add("  - run: \"" + script + "\""));
    return String.join("\n", text) + "\n";
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path hello() throws IOException {
    Path source = folder.resolve("Hello.java");
    Files.writeString(source, "class Hello { public static void main(String[] a) {} }\n");
    var javac = new ProcessBuilder(java() + "c", source.toString()).inheritIO().start();
    try {
      javac.waitFor();
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while compiling", cause);
    }
    return folder;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
