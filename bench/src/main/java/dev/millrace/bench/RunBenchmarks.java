package dev.millrace.bench;

import dev.millrace.bench.Commands.Command;
import java.util.List;

/**
 * How long {@code millrace run} keeps a person waiting: a trivial pipeline, many tasks, many jobs,
 * a million lines; each beside the same work done by the shell alone.
 */
final class RunBenchmarks {
  private static final int JOBS_IN_CHAIN = 20;
  private static final int TASKS = Pipelines.TASKS_IN_JOB * JOBS_IN_CHAIN;
  private static final int LINES = 1_000_000;

  private final Commands commands;
  private final Command bareJvm;

  RunBenchmarks(Commands commands, Command bareJvm) {
    this.commands = commands;
    this.bareJvm = bareJvm;
  }

  void run() {
    commands.file("true.sh", "true\n");
    startUp();
    tasks();
    sideBySide();
    matrix();
    lines();
  }

  private void startUp() {
    Table.print(
        "One task that runs `true`",
        commands.wallTimes(
            15,
            List.of(
                commands.run("`millrace run`", Pipelines.oneTask("true")),
                Command.of("`bash -c true`", "bash", "-c", "true"),
                bareJvm,
                commands.millrace("`millrace --version`", "--version"))));
  }

  private void tasks() {
    var figures =
        commands.wallTimes(
            3,
            List.of(
                commands.run(TASKS + " tasks", Pipelines.chain(JOBS_IN_CHAIN)),
                Command.of(
                    TASKS + " × `bash file`",
                    "bash",
                    "-c",
                    "for i in {1.." + TASKS + "}; do bash true.sh; done"),
                commands.run("1 task", Pipelines.oneTask("true"))));
    Table.print(
        TASKS
            + " tasks one after another: "
            + JOBS_IN_CHAIN
            + " jobs of the most tasks one may have",
        figures);
    double each = (figures.get(0).median() - figures.get(2).median()) / (TASKS - 1);
    double spawn = figures.get(1).median() / TASKS;
    System.out.printf(
        "One more task costs %.2f ms, of which spawning its shell is %.2f ms.%n%n", each, spawn);
  }

  private void sideBySide() {
    Table.print(
        Pipelines.AT_ONCE + " jobs, all at once",
        commands.wallTimes(
            3,
            List.of(
                commands.run(
                    Pipelines.AT_ONCE + " jobs",
                    Pipelines.sideBySide(),
                    "--max-jobs",
                    "" + Pipelines.AT_ONCE),
                shells(Pipelines.AT_ONCE))));
  }

  private void matrix() {
    Table.print(
        "A matrix of " + Pipelines.CASES + " jobs, 50 at once",
        commands.wallTimes(
            3,
            List.of(
                commands.run(
                    Pipelines.CASES + " jobs",
                    Pipelines.matrices(1, Pipelines.CASES, 50),
                    "--max-jobs",
                    "50"),
                shells(Pipelines.CASES))));
  }

  private void lines() {
    String script = "seq 1 " + LINES;
    var figures =
        commands.wallTimes(
            3,
            List.of(
                commands.run("`millrace run`", Pipelines.oneTask(script)),
                Command.of("`bash … > file`", "bash", "-c", script + " > lines.txt")));
    Table.print(String.format("%,d lines of one task, to the stored log", LINES), figures);
    System.out.printf(
        "%,.0f lines/s through everything, start included.%n%n",
        LINES / (figures.get(0).median() / 1000));
  }

  private static Command shells(int count) {
    return Command.of(
        count + " × `bash file &`",
        "bash",
        "-c",
        "for i in {1.." + count + "}; do bash true.sh & done; wait");
  }
}
