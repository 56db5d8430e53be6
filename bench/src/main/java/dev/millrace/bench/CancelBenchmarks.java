package dev.millrace.bench;

import dev.millrace.bench.Commands.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** How long after Ctrl-C the last process of a task is gone, and the command over. */
final class CancelBenchmarks {
  private static final int MILLIS_BETWEEN_LOOKS = 1;

  /** Fifty processes, ten of them in sessions of their own, and their shell. */
  private static final String TREE =
      """
      pids=$$
      for i in {1..40}; do sleep 300 & pids="$pids $!"; done
      for i in {1..10}; do setsid sleep 300 & pids="$pids $!"; done
      echo "pids: $pids"
      wait
      """;

  private static final String STUBBORN = "trap '' TERM\n" + TREE;

  private final Commands commands;

  CancelBenchmarks(Commands commands) {
    this.commands = commands;
  }

  /** Who ends the tree: one command with process ids. */
  private interface Ending extends BiFunction<Process, List<String>, Command> {}

  private record Times(double treeGone, double commandOver) {}

  void run() {
    Ending ctrlC = (process, _) -> Command.of("Ctrl-C", "kill", "-INT", "" + process.pid());
    List<Figure> figures = new ArrayList<>();
    figures.addAll(figures("51 processes", 5, product(TREE), ctrlC));
    figures.addAll(figures("51 that ignore TERM; grace 3 s", 3, product(STUBBORN), ctrlC));
    figures.addAll(
        figures(
            "`kill -9` of 51 processes",
            5,
            Command.of("tree", "bash", "-c", TREE),
            (_, pids) -> kill("-KILL", pids)));
    Table.print(
        "From Ctrl-C to nothing left",
        List.of("median", "min – max"),
        figures.stream().map(Figure::row).toList());
  }

  private Command product(String script) {
    var run = commands.run("cancelled", Pipelines.oneTask(script));
    // Whoever is started in a shell's background ignores Ctrl-C, and so would what it starts.
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
    words.addAll(run.words());
    return new Command(run.name(), words);
  }

  private static Command kill(String signal, List<String> pids) {
    List<String> words = new ArrayList<>(List.of("kill", signal));
    words.addAll(pids);
    return new Command("kill", words);
  }

  private List<Figure> figures(String name, int runs, Command command, Ending ending) {
    List<Times> times = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      times.add(times(command, ending));
    }
    return List.of(
        new Figure(name + ": all gone", "ms", times.stream().map(Times::treeGone).toList()),
        new Figure(name + ": command over", "ms", times.stream().map(Times::commandOver).toList()));
  }

  private Times times(Command command, Ending ending) {
    Process process = commands.start(command, Redirect.PIPE);
    try (BufferedReader output = process.inputReader()) {
      List<String> tree = awaitTree(output);
      var end = ending.apply(process, tree);
      long start = System.nanoTime();
      Commands.succeed(end, commands.start(end, Redirect.DISCARD));
      while (tree.stream().anyMatch(CancelBenchmarks::isAlive)) {
        Commands.pause(MILLIS_BETWEEN_LOOKS);
      }
      long gone = System.nanoTime();
      var _ = Commands.end(process);
      return new Times((gone - start) / 1e6, (System.nanoTime() - start) / 1e6);
    } catch (IOException cause) {
      throw new IllegalStateException(command.words() + " can't be read", cause);
    }
  }

  /** The processes of a tree that is complete. */
  private static List<String> awaitTree(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      int at = line.indexOf("pids: ");
      if (at >= 0) {
        return List.of(line.substring(at + "pids: ".length()).split(" "));
      }
    }
    throw new IllegalStateException("the tree ended by itself");
  }

  /** A process that waits for its parent to ask how it ended runs no more. */
  private static boolean isAlive(String pid) {
    try {
      String stat = Files.readString(Path.of("/proc", pid, "stat"));
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return state != 'Z' && state != 'X';
    } catch (IOException gone) {
      return false;
    }
  }
}
