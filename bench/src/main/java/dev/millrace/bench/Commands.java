package dev.millrace.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Starts commands in one folder, and times whole ones from outside. */
final class Commands {
  private final Path launcher;
  private final Path folder;

  /**
   * Runs commands in a folder.
   *
   * @param launcher the product's
   * @param folder for what the commands read and write; the product keeps its builds there too
   */
  Commands(Path launcher, Path folder) {
    this.launcher = launcher;
    this.folder = folder;
  }

  /** A command with the name its figure has. */
  record Command(String name, List<String> words) {
    Command {
      words = List.copyOf(words);
    }

    static Command of(String name, String... words) {
      return new Command(name, List.of(words));
    }
  }

  /** A command of the product. */
  Command millrace(String name, String... arguments) {
    return new Command(
        name, Stream.concat(Stream.of(launcher.toString()), Arrays.stream(arguments)).toList());
  }

  /** A run of a pipeline of the product. */
  Command run(String name, String pipeline, String... options) {
    String file = file("pipeline-" + Integer.toHexString(pipeline.hashCode()) + ".yml", pipeline);
    return millrace(
        name, Stream.concat(Stream.of("run", file), Arrays.stream(options)).toArray(String[]::new));
  }

  /** Writes a file into the folder of the commands and answers its path. */
  String file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text).toString();
    } catch (IOException cause) {
      throw new IllegalStateException(name + " can't be written", cause);
    }
  }

  /**
   * Times commands in turn (A B C A B C …), so that a drift of the machine's speed meets all of
   * them alike: each once to warm up, and then {@code runs} times.
   *
   * @return wall times in milliseconds, in the order of {@code commands}
   * @throws IllegalStateException if a command fails
   */
  List<Figure> wallTimes(int runs, List<Command> commands) {
    commands.forEach(this::milliseconds);
    List<List<Double>> times = new ArrayList<>();
    commands.forEach(_ -> times.add(new ArrayList<>()));
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
    long start = System.nanoTime();
    succeed(command, start(command, Redirect.DISCARD));
    return (System.nanoTime() - start) / 1e6;
  }

  /** Starts a command; what it complains about is not read. */
  Process start(Command command, Redirect output) {
    var builder = new ProcessBuilder(command.words()).directory(folder.toFile());
    builder.environment().put("MILLRACE_HOME", folder.resolve("state").toString());
    builder.environment().put("MILLRACE_BUILD", "never");
    // On a terminal the product's live view is what is measured.
    builder.environment().remove("CI");
    builder.environment().put("TERM", "xterm-256color");
    builder.redirectOutput(output).redirectError(Redirect.DISCARD);
    try {
      return builder.start();
    } catch (IOException cause) {
      throw new IllegalStateException(command.words() + " can't be started", cause);
    }
  }

  /** Waits for the end of a command. */
  static int end(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", cause);
    }
  }

  /** Waits for the end of a command that must succeed. */
  static void succeed(Command command, Process process) {
    int exit = end(process);
    if (exit != 0) {
      throw new IllegalStateException(command.words() + " ended with exit code " + exit);
    }
  }

  /** Lets time pass between two looks at what is measured. */
  static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", cause);
    }
  }
}
