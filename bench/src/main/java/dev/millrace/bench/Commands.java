package dev.millrace.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Times whole commands from outside, in turn (A B C A B C …), so that a drift of the machine's
 * speed meets all of them alike.
 */
final class Commands {
  private final Path folder;
  private final Path state;

  /**
   * Runs commands in a folder.
   *
   * @param state where the product keeps its builds meanwhile
   */
  Commands(Path folder, Path state) {
    this.folder = folder;
    this.state = state;
  }

  /** A command with the name its figure has. */
  record Command(String name, List<String> words) {
    Command {
      words = List.copyOf(words);
    }
  }

  /**
   * Runs each command once to warm up and then {@code runs} times, in turn.
   *
   * @return wall times in milliseconds, in the order of {@code commands}
   * @throws IllegalStateException if a command fails
   */
  List<Figure> wallTimes(int runs, List<Command> commands) {
    List<List<Double>> times = new ArrayList<>();
    commands.forEach(_ -> times.add(new ArrayList<>()));
    commands.forEach(this::milliseconds);
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < commands.size(); i++) {
        times.get(i).add(milliseconds(commands.get(i)));
      }
    }
    var figures = new ArrayList<Figure>();
    for (int i = 0; i < commands.size(); i++) {
      figures.add(new Figure(commands.get(i).name(), "ms", times.get(i)));
    }
    return figures;
  }

  private double milliseconds(Command command) {
    try {
      var builder = new ProcessBuilder(command.words()).directory(folder.toFile());
      builder.environment().put("MILLRACE_HOME", state.toString());
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      long start = System.nanoTime();
      int exit = builder.start().waitFor();
      double taken = (System.nanoTime() - start) / 1e6;
      if (exit != 0) {
        throw new IllegalStateException(command.words() + " ended with exit code " + exit);
      }
      return taken;
    } catch (IOException cause) {
      throw new IllegalStateException(command.words() + " can't be started", cause);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", cause);
    }
  }
}
