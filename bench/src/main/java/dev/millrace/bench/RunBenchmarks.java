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
 * What {@code millrace run} costs a person: a trivial pipeline, many tasks, a matrix, a million
 * lines; each beside the same work done by the shell alone.
 */
final class RunBenchmarks {
  /** A job may have 50 tasks and a stage 20 jobs, so a thousand tasks are a chain of jobs. */
  private static final int TASKS_IN_JOB = 50;

  private static final int JOBS_IN_CHAIN = 20;
  private static final int TASKS = TASKS_IN_JOB * JOBS_IN_CHAIN;
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
    var figures =
        commands.wallTimes(
            3,
            List.of(
                new Command(TASKS + " tasks", millrace(pipeline("tasks", chain()))),
                new Command("1 task", millrace(pipeline("task", oneJob(List.of("true"))))),
                new Command(
                    TASKS + " × `bash file`",
                    List.of("bash", "-c", "for i in {1.." + TASKS + "}; do bash true.sh; done"))));
    print(TASKS + " tasks, " + TASKS_IN_JOB + " in each of " + JOBS_IN_CHAIN + " jobs", figures);
    double each = (figures.get(0).median() - figures.get(1).median()) / (TASKS - 1);
    double spawn = figures.get(2).median() / TASKS;
    System.out.printf(
        "One more task costs %.2f ms, of which spawning a shell is %.2f ms.%n%n", each, spawn);
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
        "A matrix of " + CASES + " jobs, 50 at once",
        commands.wallTimes(
            3,
            List.of(
                new Command(
                    CASES + " jobs",
                    List.of(
                        launcher.toString(),
                        "run",
                        "--max-jobs",
                        "50",
                        write("matrix.yml", yaml).toString())),
                new Command(
                    CASES + " × `bash file &`",
                    List.of(
                        "bash",
                        "-c",
                        "for i in {1.." + CASES + "}; do bash true.sh & done; wait")))));
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

  private static String chain() {
    var text = new ArrayList<String>();
    text.add("jobs:");
    for (int job = 0; job < JOBS_IN_CHAIN; job++) {
      text.add("  j" + job + ":");
      if (job > 0) {
        text.add("    depend-on: [j" + (job - 1) + "]");
      }
      text.add("    steps:");
      for (int task = 0; task < TASKS_IN_JOB; task++) {
        text.add("      - run: \"true\"");
      }
    }
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
